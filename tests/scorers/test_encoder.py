import numpy as np
import pytest
import tiny

from tqcheck.errors import ModelError
from tqcheck.scorers.batches import batches
from tqcheck.scorers.embeddings import Embeddings
from tqcheck.scorers.encoder import Encoder
from tqcheck.scorers.folder import ModelFolder


@pytest.fixture(scope="module")
def encoder(model) -> Encoder:
    return Encoder(ModelFolder.open(model))


def test_embeddings_are_what_was_quantised(tmp_path) -> None:
    rows = np.random.default_rng(1).integers(-7, 8, (5, 64)).astype(np.float32)
    rows[:, 0], rows[:, 32] = 7, -7
    (tmp_path / "e.q4").write_bytes(tiny.quantised(rows))
    table = Embeddings(tmp_path / "e.q4", hidden=64)
    assert len(table) == 5
    np.testing.assert_allclose(table.rows(np.array([4, 0, 4])), rows[[4, 0, 4]], atol=1e-3)


def test_a_file_of_half_rows_is_refused(tmp_path) -> None:
    (tmp_path / "e.q4").write_bytes(b"x" * 37)
    with pytest.raises(ModelError, match="rows of 64"):
        Embeddings(tmp_path / "e.q4", hidden=64)


def test_batches_hold_everything_once_and_little_padding() -> None:
    sizes = [(n * 37 % 60 + 5, (n * 37 % 60 + 5) * (8 + n % 5) // 10) for n in range(500)]
    made = list(batches(sizes))
    assert sorted(i for batch in made for i in batch) == list(range(500))
    padded = sum((max(sizes[i][0] for i in b) + max(sizes[i][1] for i in b)) * len(b) for b in made)
    assert padded < 1.25 * sum(map(sum, sizes))
    assert list(batches([])) == []


def test_order_and_company_change_nothing(encoder) -> None:
    texts = ["le chat dort", "la maison", "frappes contre Israel dans la maison", "猫", ""]
    tokens = encoder.tokenizer.tokens(texts)
    pairs = [(s, t) for s in tokens for t in tokens]
    together = dict(encoder.read(pairs))
    for index, pair in enumerate(pairs):
        output, ((_, alone),) = together[index], encoder.read([pair])
        count = len(pair[0].ids)
        np.testing.assert_allclose(output.source.support[:count], alone.source.support, atol=1e-5)
        assert output.similarity == pytest.approx(alone.similarity, abs=1e-5)


def test_vectors_of_single_texts_are_those_of_the_pair(encoder) -> None:
    texts = ["le chat dort", "the cat sleeps", "la maison " * 30]
    vectors = encoder.vectors(texts)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    pair = encoder.tokenizer.tokens(texts[:2])
    assert vectors[0] @ vectors[1] == pytest.approx(dict(encoder.read([(pair[0], pair[1])]))[0].similarity, abs=1e-5)
    np.testing.assert_allclose(encoder.vectors(texts[1:2], side="target"), vectors[1:2], atol=1e-5)
    assert encoder.vectors([]).shape == (0, tiny.HIDDEN)


def test_half_a_surrogate_pair_is_read(encoder) -> None:
    assert len(encoder.tokenizer.tokens(["chat \ud800 chat"])) == 1
