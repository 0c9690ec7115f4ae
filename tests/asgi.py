"""One request to an ASGI app, without a server."""

from tests.own_loop import finished


def answer(app, path, method="GET", body=b"", **headers):
    """Status, headers and body of the answer. Several values of one header are joined by a line break."""
    sent = []
    path, _, query = path.partition("?")

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    given = {"host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    finished(app(scope, receive, send))
    found = {}
    for name, value in sent[0]["headers"]:
        found.setdefault(name.decode(), []).append(value.decode())
    said = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], {name: "\n".join(values) for name, values in found.items()}, said
