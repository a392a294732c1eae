"""A server on this machine that speaks chat completions, as a test tells it to."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def completion(text, *, finish="stop", logprobs=None, usage=(10, 5)):
    """What a server answers."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    if logprobs is not None:
        choice["logprobs"] = {"content": [{"token": "x", "logprob": p} for p in logprobs]}
    return {"choices": [choice], "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]}}


def upper(body):
    """Answer with the text in capitals."""
    return 200, completion(body["messages"][-1]["content"].upper()), {}


class Server:
    """What came in, and what `answer(body)` makes of it: a status, a body, headers."""

    def __init__(self, answer) -> None:
        self.answer = answer
        self.asked, self.headers, self.times, self.paths = [], [], [], []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.url = ""

    def respond(self, handler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self.lock:
            self.asked.append(body)
            self.headers.append(dict(handler.headers))
            self.times.append(time.monotonic())
            self.paths.append(handler.path)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        status, answer, headers = self.answer(body)
        with self.lock:
            self.at_once -= 1
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        with suppress(ConnectionError):  # of one that did not wait
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)


@contextmanager
def serving(answer=upper):
    """Run a server for as long as the block lasts."""
    server = Server(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.respond(self)

        def log_message(self, *_args) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
