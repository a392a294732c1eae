"""Quality-estimation models of the regression kind, with a small BERT made by the test."""

import json
import math

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tqcheck.errors import ModelError, UsageError  # noqa: E402
from tqcheck.model import Segment  # noqa: E402
from tqcheck.scorers import open_scorer  # noqa: E402

WORDS = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "le", "chat", "dort", "the", "cat", "sleeps", "house", "."]
PAIRS = [("le chat dort .", "the cat sleeps ."), ("le chat", "house"), ("chat", "the cat sleeps the cat")]


def write(folder, *, outputs=1, **settings):
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=40,
        max_position_embeddings=32, num_labels=outputs, **settings,
    )  # fmt: skip
    model = transformers.BertForSequenceClassification(config)
    for tensor in model.parameters():
        tensor.data *= 8
    model.save_pretrained(folder)
    made = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", unk_token="[UNK]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    ).save_pretrained(folder)  # fmt: skip
    return folder


def read(name, pairs=PAIRS, cache=None):
    scorer = open_scorer(str(name), cache=cache)
    readings = scorer.read([Segment(id=str(i), source=s, target=t) for i, (s, t) in enumerate(pairs)])
    assert scorer.close() is None
    return readings


def logits(folder, first, second):
    ids = [[1, *(WORDS.index(w) for w in first.split()), 2], [*(WORDS.index(w) for w in second.split()), 2]]
    model = transformers.BertForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        types = torch.tensor([[0] * len(ids[0]) + [1] * len(ids[1])])
        return model(torch.tensor([ids[0] + ids[1]]), token_type_ids=types).logits[0].tolist()


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """The folder of a model with one output."""
    return write(tmp_path_factory.mktemp("models") / "tiny-qe")


def test_a_score_is_the_output_of_the_head(one) -> None:
    for reading, pair in zip(read(one), PAIRS, strict=True):
        (score,) = reading.scores
        (output,) = logits(one, *pair)
        assert score.scorer == "quality:tiny-qe"
        assert score.raw == pytest.approx(output, abs=1e-4)
        assert score.value == pytest.approx(min(1, max(0, output)), abs=1e-4)


def test_order_and_scale_can_be_given(one) -> None:
    for reading, (source, target) in zip(read(f"{one}?order=target-source&scale=logit"), PAIRS, strict=True):
        (output,) = logits(one, target, source)
        assert reading.scores[0].raw == pytest.approx(output, abs=1e-4)
        assert reading.scores[0].value == pytest.approx(1 / (1 + math.exp(-output)), abs=1e-4)
    for high, low in zip(read(f"{one}?scale=percent"), read(f"{one}?scale=percent&good=low"), strict=True):
        assert high.scores[0].value + low.scores[0].value == pytest.approx(1)


def test_of_two_classes_it_is_the_probability_of_the_good_one(tmp_path) -> None:
    folder = write(tmp_path / "two", outputs=2, id2label={0: "ok", 1: "bad"}, label2id={"ok": 0, "bad": 1})
    for number, name in ((0, folder), (1, f"{folder}?good=bad")):
        for reading, pair in zip(read(name), PAIRS, strict=True):
            powers = [math.exp(output) for output in logits(folder, *pair)]
            assert reading.scores[0].value == pytest.approx(powers[number] / sum(powers), abs=1e-4)


def test_a_head_of_sentence_transformers_says_its_scale(one, tmp_path) -> None:
    folder = write(tmp_path / "cross")
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    settings["sentence_transformers"] = {"activation_fn": "torch.nn.modules.activation.Sigmoid"}
    (folder / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    assert [r.scores[0].value for r in read(folder)] == [r.scores[0].value for r in read(f"{one}?scale=logit")]


def test_a_second_run_asks_only_the_cache_and_a_scale_needs_no_new_one(one, tmp_path, monkeypatch) -> None:
    first = read(one, cache=tmp_path / "scores.sqlite")
    monkeypatch.setattr("tqcheck.scorers.regression.extra", None)
    assert read(one, cache=tmp_path / "scores.sqlite") == first
    again = read(f"{one}?scale=logit", cache=tmp_path / "scores.sqlite")
    assert [r.scores[0].raw for r in again] == [r.scores[0].raw for r in first]


def test_what_is_too_long_is_told(one) -> None:
    long, fine = read(one, [("chat " * 20, "cat " * 20), PAIRS[0]])
    assert long == "longer than the 32 tokens that it reads of a pair"
    assert fine.scores


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("order=sideways", "order is 'sideways'"),
        ("scale=metres", "no scale 'metres'"),
        ("colour=red", "no option 'colour'"),
        ("good=maybe", "good is 'maybe'"),
    ],
)
def test_an_option_that_is_none_is_wrong_usage(one, query, message) -> None:
    with pytest.raises(UsageError, match=message):
        open_scorer(f"{one}?{query}", cache=None)


def test_what_estimates_no_quality_is_refused(tmp_path) -> None:
    with pytest.raises(ModelError, match="3 classes"):
        open_scorer(str(write(tmp_path / "three", outputs=3)), cache=None)
    other = tmp_path / "other"
    transformers.BertModel(transformers.BertConfig(
        vocab_size=9, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
    )).save_pretrained(other)  # fmt: skip
    with pytest.raises(ModelError, match="estimates quality"):
        open_scorer(str(other), cache=None)


def test_a_model_that_is_not_there_says_how_to_fetch_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match="hf download Nobody/no-model"):
        open_scorer("Nobody/no-model", cache=None)
    with pytest.raises(ModelError, match=r"there is no model '\./nowhere'"):
        open_scorer("./nowhere", cache=None)
