"""An endpoint on this machine stands for any other: retries, limits, answers that are none, secrets."""

import math
import threading
import time
import traceback
from itertools import count, pairwise

import pytest
from endpoint_server import completion, serving, upper

from tqcheck.errors import ModelError, UsageError
from tqcheck.translating import Translation
from tqcheck.translators import endpoint_client, open_translator

KEY = "sk-very-secret-0123456789"
LANGUAGES = {"source_lang": "es", "target_lang": "en"}


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    """No environment but the test's own, and no long waiting."""
    for name in ("URL", "KEY", "RPM", "PARALLEL", "TIMEOUT", "PRICE", "ALLOW_HTTP"):
        monkeypatch.delenv(f"TQCHECK_ENDPOINT_{name}", raising=False)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(endpoint_client, "FIRST_REST", 0.01)


@pytest.fixture
def opened(monkeypatch):
    """Open `endpoint:model` on a server, with settings; everything is closed at the end."""
    translators = []

    def make(server, *, cache=None, **settings):
        monkeypatch.setenv("TQCHECK_ENDPOINT_URL", server.url)
        monkeypatch.setenv("TQCHECK_ENDPOINT_KEY", KEY)
        for name, value in settings.items():
            monkeypatch.setenv(f"TQCHECK_ENDPOINT_{name}", str(value))
        translators.append(open_translator("endpoint:model", cache=cache))
        return translators[-1]

    yield make
    for translator in translators:
        translator.close()


def times(number, first, then=upper):
    """Answer so the first times, and otherwise after that."""
    counter = count()
    return lambda body: first(body) if next(counter) < number else then(body)


def status(code, message="busy", headers=None):
    return lambda _body: (code, {"error": {"message": message}}, headers or {})


def texts(made):
    return [m.text if isinstance(m, Translation) else m for m in made]


def test_texts_come_back_in_order_and_the_languages_are_named(opened) -> None:
    with serving() as server:
        translator = opened(server)
        given = [f"texto {i}\ny más" for i in range(20)]
        assert texts(translator.translate(given, **LANGUAGES)) == [text.upper() for text in given]
        assert set(server.paths) == {"/v1/chat/completions"}
        first = server.asked[0]
        assert first["model"] == "model"
        assert first["temperature"] == 0
        assert "from Spanish (es) to English (en)" in first["messages"][0]["content"]
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert server.url.split("/")[2] in translator.signature


def test_several_requests_run_at_once(opened) -> None:
    gate = threading.Barrier(3)

    def together(body):
        gate.wait(20)
        return upper(body)

    with serving(together) as server:
        opened(server, PARALLEL=3).translate(["a", "b", "c"], **LANGUAGES)
        assert server.most_at_once == 3


def test_probabilities_become_a_confidence_and_a_cut_text_is_not_complete(opened) -> None:
    answer = completion("half", finish="length", logprobs=[math.log(0.5), math.log(0.125)])
    with serving(lambda _: (200, answer, {})) as server:
        (made,) = opened(server).translate(["medio"], **LANGUAGES)
    assert made == Translation(text="half", confidence=0.25, complete=False)


def test_what_a_model_thinks_aloud_is_no_translation(opened) -> None:
    with serving(lambda _: (200, completion("<think>\nhm\n</think>\n\nThe cat"), {})) as server:
        assert texts(opened(server).translate(["El gato"], **LANGUAGES)) == ["The cat"]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_server_is_asked_again(opened, code) -> None:
    with serving(times(2, status(code))) as server:
        assert texts(opened(server).translate(["sí"], **LANGUAGES)) == ["SÍ"]
        assert len(server.asked) == 3


def test_it_waits_for_as_long_as_the_server_says(opened) -> None:
    with serving(times(1, status(429, headers={"Retry-After": "0.4"}))) as server:
        opened(server, PARALLEL=1).translate(["uno", "dos"], **LANGUAGES)
        assert server.times[1] - server.times[0] >= 0.39


def test_a_server_that_wants_a_day_is_not_waited_for(opened) -> None:
    with serving(status(429, headers={"Retry-After": "86400"})) as server:
        began = time.monotonic()
        with pytest.raises(ModelError, match="86400 seconds"):
            opened(server).translate(["uno"], **LANGUAGES)
        assert time.monotonic() - began < 20


def test_a_date_says_when_to_ask_again() -> None:
    from email.message import Message

    headers = Message()
    headers["Retry-After"] = "Wed, 21 Oct 2015 07:28:00 GMT"
    assert endpoint_client._after(headers) == 0.0
    del headers["Retry-After"]
    headers["Retry-After"] = "soon"
    assert endpoint_client._after(headers) is None


def test_requests_keep_to_the_rate(opened) -> None:
    with serving() as server:
        opened(server, RPM=600).translate(["a", "b", "c", "d"], **LANGUAGES)
        gaps = [later - earlier for earlier, later in pairwise(sorted(server.times))]
        assert sum(gaps) >= 0.25


def test_a_turn_comes_at_its_time() -> None:
    pace = endpoint_client.Pace(30, clock=lambda: 100.0)
    assert [pace.wait() for _ in range(3)] == [0.0, 2.0, 4.0]
    pace.hold(60)
    assert pace.wait() == 60.0
    assert endpoint_client.Pace(None).wait() == 0.0


def test_a_server_that_never_answers_ends_the_run(opened) -> None:
    with serving(status(503)) as server:
        with pytest.raises(ModelError, match=r"does not answer.*503"):
            opened(server).translate([str(i) for i in range(50)], **LANGUAGES)
        assert len(server.asked) <= 60


def test_a_server_that_is_not_there_ends_the_run(opened) -> None:
    with serving() as server:
        pass
    with pytest.raises(ModelError, match="does not answer") as caught:
        opened(server).translate(["uno"], **LANGUAGES)
    assert "what was translated is kept" in str(caught.value)


def test_a_server_that_hangs_is_left(opened) -> None:
    release = threading.Event()

    def hang(body):
        release.wait(20)
        return upper(body)

    with serving(times(1, hang)) as server:
        assert texts(opened(server, TIMEOUT=0.2).translate(["sí"], **LANGUAGES)) == ["SÍ"]
        release.set()


def test_one_text_that_fails_does_not_stop_the_others(opened) -> None:
    def moody(body):
        text = body["messages"][-1]["content"]
        return status(400, "too long")(body) if text == "dos" else upper(body)

    with serving(moody) as server:
        made = opened(server).translate(["uno", "dos", "tres", " "], **LANGUAGES)
    assert texts(made)[::2] == ["UNO", "TRES"]
    assert "400: too long" in made[1]
    assert made[3] == "there is no text"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"choices": []}, "without a choice"),
        ({"choices": [{"message": None}]}, "without a choice"),
        (completion(None), "nothing"),
        (completion("  "), "nothing"),
        (completion("x", finish="content_filter"), "withheld"),
        ({"choices": [{"message": {"content": ["x"]}, "logprobs": 7}], "usage": "much"}, "nothing"),
    ],
)
def test_an_answer_without_a_translation_is_told(opened, answer, why) -> None:
    with serving(lambda _: (200, answer, {})) as server:
        (made,) = opened(server).translate(["uno"], **LANGUAGES)
    assert why in made


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[1]", b"<html>"])
def test_malformed_json_is_asked_for_again(opened, data) -> None:
    with serving(times(2, lambda _: (200, data, {}))) as server:
        assert texts(opened(server).translate(["uno"], **LANGUAGES)) == ["UNO"]


def test_what_a_server_does_not_take_is_left_out(opened) -> None:
    def old(body):
        for name in ("logprobs", "temperature"):
            if name in body:
                return status(400, f"Unsupported parameter: '{name}'")(body)
        return upper(body)

    with serving(old) as server:
        made = opened(server, PARALLEL=1).translate(["uno", "dos"], **LANGUAGES)
        assert texts(made) == ["UNO", "DOS"]
        assert len(server.asked) == 4


def test_the_bill_tells_tokens_and_cost(opened) -> None:
    with serving() as server:
        translator = opened(server, PRICE="0.5/2")
        assert translator.close() is None
        translator = opened(server)
        translator.translate(["uno", "dos", "tres"], **LANGUAGES)
        said = translator.close()
    assert "3 requests, 30 tokens in, 15 out, cost 0.000045 at" in said
    assert "0.5/2 a million" in said


def test_the_bill_without_a_price_says_how_to_get_one(opened) -> None:
    with serving(lambda _: (200, {**completion("x"), "usage": None}, {})) as server:
        translator = opened(server)
        translator.translate(["uno"], **LANGUAGES)
        assert "TQCHECK_ENDPOINT_PRICE" in translator.close()


@pytest.mark.parametrize("code", [400, 401, 403, 404, 429, 500])
def test_the_key_is_in_no_message(opened, code, tmp_path) -> None:
    echo = f"Incorrect API key provided: {KEY}.\n\x1b[31m"
    with serving(status(code, echo)) as server:
        translator = opened(server, cache=tmp_path / "scores.sqlite")
        try:
            said = repr(translator.translate(["uno"], **LANGUAGES))
        except ModelError:
            said = traceback.format_exc()
    assert KEY not in said + repr(vars(translator)) + translator.signature
    assert str(code) in said
    assert "\x1b" not in said
    translator.close()
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_redirection_is_not_followed(opened) -> None:
    with serving() as other:
        moved = {"Location": f"{other.url}/chat/completions"}
        for code in (301, 302, 307, 308):
            with (
                serving(lambda _, code=code: (code, {}, moved)) as server,
                pytest.raises(ModelError, match="elsewhere"),
            ):
                opened(server).translate(["uno"], **LANGUAGES)
        assert other.asked == []


def test_the_key_of_another_service_is_not_sent(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving() as server:
        monkeypatch.setenv("TQCHECK_ENDPOINT_URL", server.url)
        open_translator("endpoint:m", cache=None).translate(["uno"], **LANGUAGES)
        assert "Authorization" not in server.headers[0]
        monkeypatch.delenv("TQCHECK_ENDPOINT_URL")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url + "/chat/completions")
        open_translator("endpoint:m", cache=None).translate(["uno"], **LANGUAGES)
        assert server.headers[1]["Authorization"] == f"Bearer {KEY}"


def test_an_endpoint_that_nothing_names_says_what_to_set() -> None:
    with pytest.raises(ModelError, match="OPENAI_BASE_URL"):
        open_translator("endpoint:m", cache=None)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("URL", "http://translate.example/v1", "unencrypted"),
        ("URL", "ftp://localhost/v1", "no address"),
        ("URL", "localhost:8000", "no address"),
        ("URL", "https://localhost:x/", "no address"),
        ("URL", f"https://me:{KEY}@localhost/v1", "more than an address"),
        ("URL", f"https://localhost/v1?key={KEY}", "more than an address"),
        ("KEY", KEY + "\nX-Other: 1", "characters"),
        ("RPM", "fast", "no number"),
        ("RPM", "nan", "no number"),
        ("PARALLEL", "-1", "no number"),
        ("PRICE", "0.15", "no pair"),
        ("PRICE", "-1/nan", "no pair"),
    ],
)
def test_a_setting_that_is_none_is_refused(monkeypatch, name, value, why) -> None:
    monkeypatch.setenv("TQCHECK_ENDPOINT_URL", "https://localhost/v1")
    monkeypatch.setenv(f"TQCHECK_ENDPOINT_{name}", value)
    with pytest.raises(UsageError, match=why) as caught:
        open_translator("endpoint:m", cache=None)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_network_of_ones_own_may_do_without_encryption(monkeypatch) -> None:
    monkeypatch.setenv("TQCHECK_ENDPOINT_URL", "http://translate.example/v1")
    monkeypatch.setenv("TQCHECK_ENDPOINT_ALLOW_HTTP", "1")
    assert "translate.example" in open_translator("endpoint:m", cache=None).signature
