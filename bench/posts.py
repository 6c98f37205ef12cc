"""What the peers that predict scores share: reading posts, TF-IDF with context, writing forecasts."""
import json

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import OneHotEncoder


def read(path):
    """Posts of a file of JSON lines, as columns."""
    with open(path, encoding="utf8") as lines:
        posts = [json.loads(line) for line in lines]
    columns = {name: np.array([post[name] for post in posts], dtype=object) for name in posts[0]}
    return columns, np.log1p(np.maximum(0, columns["score"].astype(float)))


def encode(train, test, context):
    """TF-IDF of words and bigrams, the community, and with context site, author, hour and weekday, one-hot."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"(?u)\S+")
    names = ["community", "site", "author", "hour", "weekday"] if context else ["community"]
    one_hot = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=2)
    table = lambda posts: np.stack([posts[name].astype(str) for name in names], axis=1)
    return [
        hstack([words.fit_transform(train["title"]), one_hot.fit_transform(table(train))]).tocsr(),
        hstack([words.transform(test["title"]), one_hot.transform(table(test))]).tocsr(),
    ]


def finish(path, values, seconds):
    """Writes a number for each post, higher for a better one, and prints how long the fit took."""
    with open(path, "w", encoding="utf8") as file:
        json.dump([float(value) for value in values], file)
    print(json.dumps({"seconds": seconds}))
