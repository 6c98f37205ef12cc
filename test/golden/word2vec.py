"""Writes the word2vec files beside it: with gensim, and as word2vec.c does. Run it again only to change what they hold."""
import json
import os
import random

import numpy
from gensim.models import KeyedVectors

here = os.path.join(os.path.dirname(__file__), "word2vec")
words = ["the", "c++", "naïve", "日本", "show_hn:", "</s>", "new_york", "[pdf]", "$1m", "🙂", "don't", "zürich"]
draw = random.Random(3)
# Eighths are exact in float32, in six decimals and in any way of writing them.
rows = numpy.array([[draw.randint(-40, 40) / 8 for _ in range(5)] for _ in words], dtype=numpy.float32)

vectors = KeyedVectors(vector_size=5)
vectors.add_vectors(words, rows)
vectors.save_word2vec_format(f"{here}/gensim.bin", binary=True)
vectors.save_word2vec_format(f"{here}/gensim.txt", binary=False)

# word2vec.c: `fprintf("%s ")`, the numbers (`fwrite`, or `fprintf("%lf ")`), `fprintf("\n")`.
with open(f"{here}/c.bin", "wb") as binary, open(f"{here}/c.txt", "wb") as text:
    for file in (binary, text):
        file.write(b"%d %d\n" % rows.shape)
    for word, row in zip(words, rows):
        binary.write(word.encode() + b" " + row.tobytes() + b"\n")
        text.write(word.encode() + b" " + b"".join(b"%f " % number for number in row) + b"\n")

neighbours = {word: [near for near, _ in vectors.most_similar(word, topn=len(words))] for word in words}
with open(f"{here}/expected.json", "w") as file:
    json.dump({"rows": rows.tolist(), "neighbours": neighbours}, file, ensure_ascii=False)
    file.write("\n")
