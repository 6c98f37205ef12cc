"""Fits gradient-boosted trees to stacked features. Arguments: posts to train on, posts to forecast, a file to write."""
import sys
import time

import numpy as np
import xgboost
from posts import encode, finish, read
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import Ridge

FOLDS = 5
SHRINKAGE = 8

train_path, test_path, out = sys.argv[1:]
(train, targets), (test, _) = read(train_path), read(test_path)
started = time.perf_counter()
folds = np.random.default_rng(1).integers(FOLDS, size=len(targets))


def ridge(context):
    """A linear model's forecast: out of fold where it was trained."""
    x, unseen = encode(train, test, context)
    fit = lambda rows: Ridge(alpha=10, solver="sparse_cg", tol=1e-3).fit(x[rows], targets[rows])
    seen = np.zeros(len(targets))
    for fold in range(FOLDS):
        seen[folds == fold] = fit(folds != fold).predict(x[folds == fold])
    return seen, fit(slice(None)).predict(unseen), x, unseen


def smoothed(name):
    """The mean of a site's or author's other posts, pulled towards all posts where they are few; and their number."""
    def means(rows, asked):
        sums, counts = {}, {}
        centre = targets[rows].mean()
        for value, target in zip(train[name][rows], targets[rows]):
            sums[value] = sums.get(value, 0) + target - centre
            counts[value] = counts.get(value, 0) + 1
        return np.array([[sums.get(v, 0) / (counts.get(v, 0) + SHRINKAGE), np.log1p(counts.get(v, 0))] for v in asked])

    seen = np.zeros((len(targets), 2))
    for fold in range(FOLDS):
        seen[folds == fold] = means(folds != fold, train[name][folds == fold])
    return seen, means(slice(None), test[name])


def shape(posts):
    titles = posts["title"]
    return np.stack(
        [posts["hour"].astype(float), posts["weekday"].astype(float)]
        + [np.array([measure(title) for title in titles], dtype=float) for measure in (len, lambda t: t.count(" "))]
        + [np.array([mark in title for title in titles], dtype=float) for mark in ("show hn", "ask hn", "?", "[pdf]")],
        axis=1,
    )


title_seen, title_unseen, x, unseen = ridge(False)
full_seen, full_unseen, _, _ = ridge(True)
axes = TruncatedSVD(50, random_state=1).fit(x)
entities = [smoothed(name) for name in ("site", "author", "community")]
seen = np.column_stack([title_seen, full_seen, *[pair[0] for pair in entities], shape(train), axes.transform(x)])
asked = np.column_stack([title_unseen, full_unseen, *[pair[1] for pair in entities], shape(test), axes.transform(unseen)])
trees = xgboost.XGBRegressor(n_estimators=400, max_depth=6, learning_rate=0.05, subsample=0.8, colsample_bytree=0.5, tree_method="hist", random_state=1)
values = trees.fit(seen, targets).predict(asked)
finish(out, values, time.perf_counter() - started)
