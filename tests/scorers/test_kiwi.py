"""COMETKiwi checkpoints, against a computation by hand that takes one pair at a time."""

import math
import pickle

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

import tiny_kiwi  # noqa: E402

from tqcheck.errors import ModelError  # noqa: E402
from tqcheck.model import Segment  # noqa: E402
from tqcheck.scorers import open_scorer  # noqa: E402
from tqcheck.scorers.ensemble import Ensemble  # noqa: E402
from tqcheck.scorers.kiwi_network import sparsemax  # noqa: E402

PAIRS = [("le chat dort .", "the cat sleeps ."), ("la maison", "the cat in the house"), ("le chat", "house house")]


def segments(pairs=PAIRS):
    return [Segment(id=str(i), source=s, target=t) for i, (s, t) in enumerate(pairs)]


def ids(text):
    return [tiny_kiwi.WORDS.index(word) for word in text.split()]


def states(folder, row):
    """Return the hidden states of one row of ids, [layers, tokens, hidden]."""
    from transformers import XLMRobertaConfig, XLMRobertaModel

    loaded = torch.load(folder / "checkpoints" / "model.ckpt", weights_only=True)["state_dict"]
    model = XLMRobertaModel(XLMRobertaConfig.from_pretrained(folder), add_pooling_layer=False).eval()
    model.load_state_dict({k.removeprefix("encoder.model."): v for k, v in loaded.items() if "encoder.model" in k})
    with torch.no_grad():
        given = model(torch.tensor([row]), output_hidden_states=True)
    return torch.stack(given.hidden_states)[:, 0], loaded


def head(loaded, values):
    for place in (0, 3):
        values = torch.tanh(loaded[f"estimator.ff.{place}.weight"] @ values + loaded[f"estimator.ff.{place}.bias"])
    return float(loaded["estimator.ff.6.weight"] @ values + loaded["estimator.ff.6.bias"])


def weights(loaded):
    return [float(loaded[f"layerwise_attention.scalar_parameters.{i}"]) for i in range(tiny_kiwi.LAYERS + 1)]


def by_hand(folder, source, target):
    layers, loaded = states(folder, [0, *ids(target), 2, 2, *ids(source), 2])
    powers = [math.exp(w) for w in weights(loaded)]
    mixed = sum(p / sum(powers) * layer[0] for p, layer in zip(powers, layers, strict=True))
    return head(loaded, mixed * float(loaded["layerwise_attention.gamma"]))


def read(folder, pairs=PAIRS, cache=None):
    scorer = open_scorer(str(folder), cache=cache)
    readings = scorer.read(segments(pairs))
    assert scorer.close() is None
    return readings


@pytest.fixture(scope="module")
def kiwi(tmp_path_factory):
    return tiny_kiwi.write(tmp_path_factory.mktemp("models") / "tiny-kiwi")


def test_a_score_is_what_the_mathematics_say(kiwi) -> None:
    for reading, pair in zip(read(kiwi), PAIRS, strict=True):
        (score,) = reading.scores
        assert score.scorer == "quality:tiny-kiwi"
        assert score.raw == pytest.approx(by_hand(kiwi, *pair), abs=1e-4)
        assert score.value == pytest.approx(min(1, max(0, score.raw)))
    assert len({reading.scores[0].raw for reading in read(kiwi)}) == 3


def test_texts_read_apart_are_normalised_mixed_by_sparsemax_and_averaged(tmp_path) -> None:
    folder = tiny_kiwi.write(
        tmp_path / "qe", class_identifier="referenceless_regression_metric", layer_norm=True,
        layer_transformation="sparsemax", pool="avg",
    )  # fmt: skip
    for reading, (source, target) in zip(read(folder), PAIRS, strict=True):
        sides = []
        for text in (target, source):
            layers, loaded = states(folder, [0, *ids(text), 2])
            parts = sparsemax(torch, torch.tensor(weights(loaded))).tolist()
            normal = [(layer - layer.mean()) / layer.var(correction=0).sqrt() for layer in layers]
            mixed = sum(part * layer for part, layer in zip(parts, normal, strict=True))
            sides.append(mixed.mean(dim=0) * float(loaded["layerwise_attention.gamma"]))
        values = torch.cat([*sides, sides[0] * sides[1], (sides[0] - sides[1]).abs()])
        assert reading.scores[0].raw == pytest.approx(head(loaded, values), abs=1e-4)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([0.0, 0.0], [0.5, 0.5]),
        ([2.0, 0.0], [1.0, 0.0]),
        ([0.5, 0.3, -1.0], [0.6, 0.4, 0.0]),
        ([0.1, 0.2, 0.3], [0.2333, 0.3333, 0.4333]),
    ],
)
def test_sparsemax(numbers, expected) -> None:
    assert sparsemax(torch, torch.tensor(numbers)).tolist() == pytest.approx(expected, abs=1e-4)


def test_without_a_configuration_the_tensors_say_the_shape(tmp_path) -> None:
    from transformers import XLMRobertaConfig

    folder = tiny_kiwi.write(tmp_path / "bare", hidden=384, config=False)
    found = [reading.scores[0].raw for reading in read(folder)]
    shape = XLMRobertaConfig(
        vocab_size=len(tiny_kiwi.WORDS), hidden_size=384, num_hidden_layers=3, num_attention_heads=12,
        intermediate_size=80, max_position_embeddings=40, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5,
    )  # fmt: skip
    shape.save_pretrained(folder)
    assert found == pytest.approx([by_hand(folder, *pair) for pair in PAIRS], abs=1e-4)


def test_weights_as_safetensors_are_read_the_same(kiwi, tmp_path) -> None:
    from safetensors.torch import save_file

    folder = tiny_kiwi.write(tmp_path / "safe")
    tensors = torch.load(folder / "checkpoints" / "model.ckpt", weights_only=True)["state_dict"]
    save_file(tensors, folder / "model.safetensors")
    (folder / "checkpoints" / "model.ckpt").unlink()
    assert [r.scores[0].raw for r in read(folder)] == pytest.approx([r.scores[0].raw for r in read(kiwi)])


def test_a_second_run_asks_only_the_cache(kiwi, tmp_path, monkeypatch) -> None:
    first = read(kiwi, cache=tmp_path / "scores.sqlite")
    monkeypatch.setattr("tqcheck.scorers.kiwi.Network", None)
    assert read(kiwi, cache=tmp_path / "scores.sqlite") == first


def test_what_is_too_long_is_told_and_code_is_not_judged(kiwi) -> None:
    long, code, fine = read(kiwi, [("chat " * 30, "cat " * 30), ("{0}%", "{0}%"), PAIRS[0]])
    assert long == "longer than the 38 tokens that it reads of a pair"
    assert code.scores == ()
    assert fine.scores


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"class_identifier": "regression_metric"}, "class regression_metric"),
        ({"input_segments": ["mt", "ref"]}, "references only"),
        ({"encoder_model": "RemBERT"}, "encoder is RemBERT"),
        ({"activations": "Snake"}, "activation 'Snake'"),
        ({"config": False}, "how many attention heads"),
        ({"tokenizer": False}, "hf download nobody/none"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path, change, message) -> None:
    folder = tiny_kiwi.write(tmp_path / "broken", **change)
    with pytest.raises(ModelError, match=message):
        read(folder)


def test_a_program_in_a_checkpoint_is_never_run(tmp_path) -> None:
    folder = tiny_kiwi.write(tmp_path / "evil")
    ran = tmp_path / "ran"

    class Evil:
        def __reduce__(self):
            return (ran.touch, ())

    with (folder / "checkpoints" / "model.ckpt").open("wb") as file:
        pickle.dump({"state_dict": Evil()}, file)
    with pytest.raises(ModelError, match=r"model\.ckpt.*cannot be read"):
        read(folder)
    assert not ran.exists()


def test_a_licence_that_forbids_commercial_use_is_said(tmp_path) -> None:
    folder = tiny_kiwi.write(tmp_path / "nc")
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-sa-4.0\n---\n", encoding="utf-8")
    ensemble = Ensemble([str(folder)], cache=None)
    assert ensemble.signature.startswith("nc@")
    (skip,) = ensemble.skips()
    assert skip.why == "its licence, cc-by-nc-sa-4.0, forbids commercial use"
    assert not skip.incomplete
