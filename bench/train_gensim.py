"""Trains word vectors with gensim and prints its speed as JSON. Arguments: a text, settings as JSON, a file to write."""
import json
import sys
import time

from gensim.models import Word2Vec

path, settings, out = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
model = Word2Vec(
    sg=1,
    vector_size=settings["dimensions"],
    window=settings["window"],
    negative=settings["negatives"],
    sample=settings["sample"],
    min_count=settings["minCount"],
    alpha=settings["learningRate"],
    workers=settings["threads"],
    seed=settings["seed"],
)
model.build_vocab(corpus_file=path)
tokens = sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key)
started = time.perf_counter()
model.train(
    corpus_file=path,
    total_examples=model.corpus_count,
    total_words=model.corpus_total_words,
    epochs=settings["epochs"],
)
seconds = time.perf_counter() - started
model.wv.save_word2vec_format(out, binary=True)
print(json.dumps({"wordsPerSecond": float(tokens) * settings["epochs"] / seconds}))
