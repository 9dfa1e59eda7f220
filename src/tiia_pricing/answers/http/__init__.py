"""The questions over HTTP: ``POST /quote`` and the others, described by ``GET /openapi.json``.

It listens on the loopback unless told otherwise, answers for the hosts that it is called by alone,
and gives each request so many bytes and seconds. Nothing of a request is logged.
"""
