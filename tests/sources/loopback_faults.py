"""The faults F1 to F20 and the hostile content (M), each consumed once unless it is told to last."""

import dataclasses
import email.utils
import gzip
import zlib

RETRY_AFTER = {"seconds": "7", "date": None, "absurd": "86400", "negative": "-5", "garbage": "soon", "zero": "0"}
WALLS = {
    "denied": "<html><head><title>Access Denied</title></head><body>Sadly, you are a robot.</body></html>",
    "cloudflare": "<html><head><title>Attention Required! | Cloudflare</title></head><body>blocked</body></html>",
    "anubis": "<html><head><title>Making sure you&#39;re not a bot!</title></head><body>wait</body></html>",
}
CONTENT = {
    "script": {"title": "<script>alert(1)</script> <img src=x onerror=alert(1)> Networks"},
    "double-escaped": {"title": "&lt;script&gt;alert(1)&lt;/script&gt; Networks"},
    "markdown": {"title": "# Head ](javascript:alert(1)) | cell | `code` --> <!-- x"},
    "quotes": {"title": "\"\"\" ''' \\N{SNOWMAN} {{7*7}} {0} %s ${HOME} \\"},
    "control": {"title": "a\r\nb\u2028c\u2029d\x85e\tf"},
    "bidi": {"title": "left \u202etxt.exe\u202c zero\u200bwidth\u200d \u2066x\u2069"},
    "long": {"title": "Very long title " * 40},
    "reserved": {"title": "CON"}, "dots": {"title": ".."}, "slash": {"title": 'a/b\\c:d*e?f"g<h>i|j. '},
    "formula": {"title": '=HYPERLINK("http://127.0.0.1/x","y")', "comment": "+cmd|' /C calc'!A0"},
    "abstract-5mb": {"summary": "five megabytes " * 350_000},
    "authors-3000": {"authors": tuple(f"Author Number{n}" for n in range(3000))},
    "old-date": {"published": "1800-01-01T00:00:00Z", "updated": "1800-01-01T00:00:00Z"},
    "year-9999": {"published": "9999-12-31T23:59:59Z", "updated": "9999-12-31T23:59:59Z"},
    "bad-date": {"published": "not a date", "updated": "2026-02-30T25:61:00Z"},
}  # fmt: skip
RAW = {
    "billion-laughs": ('<!DOCTYPE feed [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n', "&b;"),
    "xxe-file": ('<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n', "&x;"),
    "xxe-http": ('<!DOCTYPE feed [<!ENTITY x SYSTEM "http://127.0.0.1:9/_xxe">]>\n', "&x;"),
    "nbsp": ("", "before&nbsp;after "), "nul": ("", "a&#0;b "), "bad-bytes": ("", "\udcff\udcfe "),
}  # fmt: skip


def _bomb():
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()


BOMB = _bomb()


@dataclasses.dataclass
class Fault:
    kind: str
    variant: str
    n: int
    path: str
    options: dict

    def entries(self, entries, total):
        """Work the fault into a feed's entries and its total."""
        if self.kind == "F4":
            return [], 0
        if self.kind == "F5":
            return [], total or 1
        if self.kind == "F6":
            return entries, {"large": total + 1000, "small": max(total - 1, 0), "missing": None, "nan": "NaN"}[
                self.variant
            ]
        if self.kind == "F17":
            return self._odd(entries), total
        if self.kind == "M" and self.variant in CONTENT:
            return [dataclasses.replace(entries[0], **CONTENT[self.variant]), *entries[1:]] if entries else [], total
        return entries, total

    def _odd(self, entries):
        if self.variant == "duplicate":
            return [entries[0], *entries]
        if self.variant == "unrequested":
            return [dataclasses.replace(entries[0], identity="2001.00001", title="Nobody asked for this"), *entries]
        if self.variant == "old-version":
            return [dataclasses.replace(each, number=1, updated=each.published) for each in entries]
        return [dataclasses.replace(entries[0], omit=(self.variant.removeprefix("no-"),)), *entries[1:]]

    def doctype(self):
        return RAW[self.variant][0] if self.kind == "M" and self.variant in RAW else ""

    def raw(self):
        return RAW[self.variant][1] if self.kind == "M" and self.variant in RAW else ""

    def bytes(self, body):
        if self.kind == "F16" and self.variant == "bom":
            return b"\xef\xbb\xbf" + body
        if self.kind == "F7":
            last = body.rfind(b"<entry>")
            return body[: last + 120] if last >= 0 else body[: len(body) // 2]
        return body


def broken(handler, service, fault):
    """Answer in the service's place; return False where the fault is one of the content."""
    if fault.kind in ("F1", "F2"):
        status, headers = (429, {}) if fault.kind == "F1" else (503, {})
        if fault.variant:
            value = RETRY_AFTER[fault.variant] or email.utils.formatdate(service.now() + 9, usegmt=True)
            headers["Retry-After"] = value
        handler.send(status, headers, b"Rate exceeded." if status == 429 else b"down")
    elif fault.kind in _ANSWERS and fault.variant not in ("charset", "bom"):
        _ANSWERS[fault.kind](handler, service, fault)
    else:
        return False
    return True


def _cut_body(handler, service, fault):
    if fault.variant == "chunked":
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"64\r\n<feed")
    else:
        handler.send(200, {}, b"<feed", length=500)
    handler.wfile.flush()
    handler.close_connection = True


def _reset(handler, service, fault):
    if fault.variant == "after":
        handler.send(200, {}, b"", length=500)
        handler.wfile.flush()
    handler.cut()


def _stall(handler, service, fault):
    if fault.variant == "drip":
        handler.send(200, {}, b"<", length=10_000)
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            if fault.options["gone"].wait(0.01):
                break
    else:
        fault.options["gone"].wait(5)
    handler.cut()


def _redirect(handler, service, fault):
    target = {
        "other-host": "http://127.0.0.2/api/query", "other-port": "http://127.0.0.1:9/api/query",
        "file": "file:///etc/passwd", "loop": "/api/query?again", "same": handler.path,
    }[fault.variant]  # fmt: skip
    handler.send(302, {"Location": target}, b"")


def _packed(handler, service, fault):
    if fault.variant == "bomb":
        body = BOMB
    else:
        body = bytearray(gzip.compress(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"))
        body[-6] ^= 0xFF
    handler.send(200, {"Content-Encoding": "gzip"}, bytes(body))


_ANSWERS = {
    "F3": lambda handler, *_: handler.send(500, {}, b"<feed xmlns='http://www.w3.org/2005/Atom'/>"),
    "F8": _cut_body, "F9": _reset, "F10": _stall,
    "F11": lambda handler, _, fault: handler.send(200, {"Content-Type": "text/html"}, WALLS[fault.variant].encode()),
    "F12": lambda handler, *_: handler.send(200, {"Content-Type": "text/plain"}, b"Rate exceeded."),
    "F13": lambda handler, *_: handler.send(200, {}, b""),
    "F14": lambda handler, *_: handler.send(403, {}, WALLS["denied"].encode()),
    "F15": _redirect, "F16": _packed,
}  # fmt: skip
