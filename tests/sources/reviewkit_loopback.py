"""A small arXiv, with neighbours, on 127.0.0.1: it keeps the service's rules, and breaks them when it is told to."""

import contextlib
import dataclasses
import json
import socket
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import loopback_feeds as feeds
from loopback_faults import Fault, broken


@dataclasses.dataclass
class Hit:
    path: str
    query: dict
    headers: dict
    started: float

    @property
    def ids(self):
        return [one for one in self.query.get("id_list", [""])[0].split(",") if one]

    @property
    def search(self):
        return self.query.get("search_query", [""])[0]


class Service:
    """The service's corpus, its faults, and the log of what it was asked."""

    def __init__(self):
        self.papers = {}
        self.works = {}
        self.pages = {}
        self.faults = []
        self.hits = []
        self.now = time.monotonic
        self.shape = "2026"
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"service": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    @property
    def arxiv(self):
        return f"{self.base}/api/query"

    def asked(self, path="/api/query"):
        return [hit for hit in self.hits if hit.path.startswith(path)]

    def add(self, identity, title, **fields):
        self.papers[identity] = [feeds.Version(identity, title, **fields)]

    def bump(self, identity, **fields):
        last = self.papers[identity][-1]
        changed = {"number": last.number + 1, "updated": "2026-10-01T12:00:00Z", **fields}
        self.papers[identity].append(dataclasses.replace(last, **changed))

    def withdraw(self, identity):
        self.bump(identity, comment="This paper has been withdrawn by the authors due to an error in Lemma 2")

    def fault(self, kind, variant="", n=1, path="/api/query", **options):
        self.faults.append(Fault(kind, variant, n, path, options))

    def take(self, path):
        with self._lock:
            for fault in self.faults:
                if path.startswith(fault.path) and fault.n != 0:
                    fault.n -= 1
                    return fault
        return None

    def enter(self, hit):
        with self._lock:
            self.hits.append(hit)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)

    def leave(self):
        with self._lock:
            self.at_once -= 1

    def answer(self, hit, target, fault):
        """Return status, headers and body, as the service would."""
        path = urllib.parse.unquote(hit.path)
        if hit.path == "/api/query":
            return feeds.query(self, hit.query, target, fault)
        if path.startswith("/crossref/works"):
            return self._crossref(path.removeprefix("/crossref/works").strip("/"), hit.query)
        if path.startswith("/datacite/dois"):
            return self._datacite(hit.query)
        if path in self.pages:
            return 200, {"Content-Type": "text/html; charset=utf-8"}, self.pages[path].encode()
        return (
            404,
            {"Content-Type": "text/html"},
            b"<html><title>Page not found</title><body>no such page</body></html>",
        )

    def _crossref(self, doi, query):
        kind = {"Content-Type": "application/json"}
        if doi:
            if doi not in self.works:
                return 404, {"Content-Type": "text/plain"}, b"Resource not found."
            return 200, kind, json.dumps({"status": "ok", "message": self.works[doi]}).encode()
        wanted = query.get("filter", [""])[0]
        if wanted:
            names = [part.removeprefix("doi:") for part in wanted.split(",")]
            items = [self.works[name] for name in names if name in self.works]
        else:
            words = set(query["query.bibliographic"][0].lower().split())
            items = [w for w in self.works.values() if words & set(w.get("title", [""])[0].lower().split())]
        rows = int(query.get("rows", ["20"])[0])
        message = {"total-results": 1_000_000, "items": items[:rows]}
        return 200, kind, json.dumps({"status": "ok", "message": message}).encode()

    def _datacite(self, query):
        named = [one.removeprefix("10.48550/arxiv.") for one in query["query"][0].split('"')[1::2]]
        data = [feeds.datacite(self.papers[one]) for one in named if one in self.papers]
        return 200, {"Content-Type": "application/json"}, json.dumps({"data": data}).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self):
        split = urllib.parse.urlsplit(self.path)
        hit = Hit(split.path, urllib.parse.parse_qs(split.query), dict(self.headers), self.service.now())
        self.service.enter(hit)
        try:
            self._respond(hit)
        except OSError:
            self.close_connection = True  # whoever asked has gone
        finally:
            self.service.leave()

    def _respond(self, hit):
        fault = self.service.take(hit.path)
        if fault is not None and broken(self, self.service, fault):
            return
        self.send(*self.service.answer(hit, self.path, fault))

    def send(self, status, headers, body, length=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def cut(self):
        """Reset the connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self.close_connection = True
        self.connection.close()

    def finish(self):
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *_):
        pass
