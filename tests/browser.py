"""A page as a real browser shows it: Chromium, driven through a pipe by its own protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
_HOLDER = find_spec("axe_playwright_python")
AXE = Path(_HOLDER.origin).with_name("axe.min.js") if _HOLDER is not None and _HOLDER.origin else None
# Where everything is tested nothing may be passed over in silence.
needs_browser = pytest.mark.skipif(
    (CHROMIUM is None or AXE is None) and not os.environ.get("CI"), reason="needs chromium and axe-playwright-python"
)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


class Browser:
    """One page of a browser; what it asked for besides the page itself is in ``requests``."""

    def __init__(self, to_browser: int, from_browser: BinaryIO) -> None:
        self._to, self._from = to_browser, from_browser
        self._last, self._session = 0, ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._is_loaded = False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """Asks the browser for something and waits for its answer."""
        self._last += 1
        asked = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        while (answer := self._heard()).get("id") != self._last:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _heard(self) -> dict[str, Any]:
        told = b""
        while not told.endswith(b"\0"):
            letter = self._from.read(1)
            assert letter, "the browser has gone"
            told += letter
        heard: dict[str, Any] = json.loads(told[:-1])
        if heard.get("method") == "Network.requestWillBeSent":
            self.requests.append(heard["params"]["request"]["url"])
        elif heard.get("method") == "Log.entryAdded":
            self.complaints.append(heard["params"]["entry"]["text"])
        elif heard.get("method") == "Page.loadEventFired":
            self._is_loaded = True
        return heard

    def open(self, path: Path, width: int = 1280, *, dark: bool = False, script: bool = True) -> None:
        """Opens a page so wide, in light or dark, and waits until it stands."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
        )
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self._is_loaded = False
        self.call("Page.navigate", url=path.as_uri())
        while not self._is_loaded:
            self._heard()

    def ask(self, script: str) -> Any:
        """Evaluates a script in the page, beside the page's own rules."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def violations(self) -> list[str]:
        """Lists what axe finds wrong, with where."""
        assert AXE is not None
        self.ask(AXE.read_text(encoding="utf-8"))
        found = json.loads(self.ask("axe.run().then((found) => JSON.stringify(found.violations))"))
        return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]

    def printed(self) -> bytes:
        """Prints the page as its own rules for paper say."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])


@contextmanager
def opened_browser(folder: Path) -> Iterator[Browser]:
    """Starts a browser with a profile of its own."""
    assert CHROMIUM is not None
    child_reads, we_write = os.pipe()
    we_read, child_writes = os.pipe()

    def as_it_listens() -> None:
        # It listens at 3 and answers at 4, which may be ends of these pipes: first out of the way.
        os.dup2(child_reads, 100)
        os.dup2(child_writes, 101)
        os.dup2(100, 3)
        os.dup2(101, 4)

    child = subprocess.Popen(
        [CHROMIUM, *_FLAGS, f"--user-data-dir={folder}"],
        preexec_fn=as_it_listens, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(child_reads)
    os.close(child_writes)
    with os.fdopen(we_read, "rb") as heard:
        try:
            yield Browser(we_write, heard)
        finally:
            child.terminate()
            child.wait(20)
            os.close(we_write)
