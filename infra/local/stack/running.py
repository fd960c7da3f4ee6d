"""Brings a stack up, and takes everything of it down again, however its use ends."""

import contextlib
import json
import os
import shutil
from dataclasses import dataclass

from . import clerk, deployment, functions, lock, ministack, port, readiness, stored_secrets
from .aws import Aws
from .clerk import Clerk
from .description import Description
from .ministack import MiniStack
from .places import TEMPLATE, shown
from .problem import Problem, uninterrupted
from .site import Site
from .template import Template


@dataclass(frozen=True)
class Settings:
    """What a person can choose, by environment variables."""

    port: str = ""
    keep: bool = False
    empty: bool = False
    """Whether the platform starts knowing nobody, while Clerk has people."""
    ui: bool = True
    """Whether the demo and the console are wanted too."""
    profile: str = "dev"
    visibility_seconds: int = 2
    incremental_minutes: int = 0
    """How often the reconciler runs by itself; 0: never."""

    @classmethod
    def from_environment(cls, **more) -> "Settings":
        """Reads PORT, KEEP, EMPTY, NO_UI and PROFILE."""
        return cls(**more, port=os.environ.get("PORT", ""), keep=_is_on("KEEP"), empty=_is_on("EMPTY"),
                   ui=not _is_on("NO_UI"), profile=os.environ.get("PROFILE", "") or "dev")


def _is_on(name):
    return os.environ.get(name, "") not in ("", "0")


@dataclass(frozen=True)
class Stack:
    """A stack that answers."""

    description: Description
    server: MiniStack
    clerk: Clerk
    resumed: bool
    """Whether it goes on with the data of an earlier run."""
    site: Site | None = None
    """What serves the demo and the console, where they are served."""

    def check(self) -> None:
        """Raises when a part of it has ended by itself."""
        self.server.check()
        self.clerk.check()
        if self.site:
            self.site.check()


@contextlib.contextmanager
def stack(state, settings, progress, executables=None):
    """A running stack while the block runs. Its functions are built, unless they are given by name."""
    with lock.held(state.folder, lambda: _taken(state)), _clean_before_and_after(state):
        template = Template.read(TEMPLATE)
        chosen = port.choose(state, settings.port, settings.keep)
        if executables is None:
            with progress.step("Functions built") as step:
                executables = functions.build(sorted(template.functions.values()), settings.profile, step)
                step.result = ", ".join(executables)
        with progress.step("Clerk simulator built") as step:
            simulator = clerk.build(settings.profile, step)
        resumed = settings.keep and ministack.has_kept(state)
        with (_server(state, chosen, settings.keep, progress) as server,
              _clerk(simulator, state, progress) as simulated):
            with _kept_data_suspected(resumed):
                description = _deployed(server, simulated, template, executables, settings, progress)
            with progress.step("Webhook answers"):
                readiness.await_answer(description, server)
                simulated.deliver_to(description.webhook_url, description.webhookSecrets[0])
            description.write(state)
            yield Stack(description, server, simulated, resumed)


def _taken(state):
    try:
        where = json.loads(state.description.read_text())["apiUrl"]
    except (OSError, ValueError, KeyError):
        where = "still starting"
    return (f"a stack is already running from {shown(state.folder)} ({where}): use that one, "
            "or stop it with Ctrl-C where it runs")


@contextlib.contextmanager
def _clean_before_and_after(state):
    """Nothing of a run stays: not of this one, nor of one that was killed before it could clean."""
    _clean(state)
    try:
        yield
    except Problem:
        with uninterrupted():
            _clean(state)
        raise
    except BaseException:
        with uninterrupted():
            _clean(state, *state.logs)
        raise
    with uninterrupted():
        _clean(state, *state.logs)


def _clean(state, *more):
    shutil.rmtree(state.run, ignore_errors=True)
    for file in (state.description, *more):
        file.unlink(missing_ok=True)


@contextlib.contextmanager
def _server(state, chosen, keep, progress):
    server = MiniStack.start(state, chosen, keep)
    try:
        with progress.step("AWS services started") as step:
            server.wait_until_healthy()
            step.result = server.endpoint
        yield server
    except Problem:
        # If the server has ended, that is the cause of whatever else went wrong.
        server.check(patience=1)
        raise
    finally:
        with uninterrupted():
            state.description.unlink(missing_ok=True)
            server.stop()


@contextlib.contextmanager
def _clerk(simulator, state, progress):
    with progress.step("Clerk simulator started") as step:
        simulated = Clerk.start(simulator, state)
        step.result = simulated.url
    try:
        yield simulated
    finally:
        with uninterrupted():
            simulated.stop()


@contextlib.contextmanager
def _kept_data_suspected(resumed):
    """A stack that was left half deployed can't be brought up to date."""
    try:
        yield
    except Problem as problem:
        raise Problem(f"{problem}; or `make clean`, if the kept data is to blame") if resumed else problem


def _deployed(server, simulated, template, executables, settings, progress):
    aws = Aws(server.endpoint)
    with progress.step("infra/template.yaml deployed") as step:
        # On an empty platform a run would make everybody known before a person has looked.
        minutes = 0 if settings.empty else settings.incremental_minutes
        values = deployment.parameters(settings.visibility_seconds, minutes, simulated.url)
        outputs = deployment.deploy(aws, template, executables, values, step)
        description = Description.of(outputs, template, aws, server.api_url, simulated)
        stored_secrets.provide_clerk_key(aws, outputs["ClerkSecretKeyArn"], simulated.secret_key)
        return description.with_secrets(stored_secrets.provide_signing_secrets(aws, outputs["WebhookSecretArn"]))
