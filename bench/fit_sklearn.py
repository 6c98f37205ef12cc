"""Fits a linear model of scikit-learn. Arguments: posts to train on, posts to forecast, ridge or logistic, everything or title, a file to write."""
import sys
import time

import numpy as np
from posts import encode, finish, read
from sklearn.linear_model import LogisticRegression, Ridge

train_path, test_path, kind, given, out = sys.argv[1:]
(train, targets), (test, _) = read(train_path), read(test_path)
started = time.perf_counter()
x, unseen = encode(train, test, given == "everything")
if kind == "ridge":
    values = Ridge(alpha=10, solver="sparse_cg", tol=1e-3).fit(x, targets).predict(unseen)
else:
    reached = targets >= np.log1p(100)
    values = LogisticRegression(C=1, solver="lbfgs", max_iter=200).fit(x, reached).decision_function(unseen)
finish(out, values, time.perf_counter() - started)
