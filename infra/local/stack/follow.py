"""`make dev`: a stack, the samples arriving in it, and then whatever else arrives, until Ctrl-C."""

import time

from . import guide, samples, site, ui_build
from .progress import Progress
from .running import stack
from .screen import Screen
from .watch import Watch


def dev(state, settings) -> int:
    """Runs until it is interrupted."""
    screen = Screen()
    progress = Progress(screen, screen.paint("profile-sync", "bold")
                        + screen.paint("  on this machine, with AWS's side from MiniStack", "dim"))
    with (ui_build.begun(settings.ui) as building, stack(state, settings, progress) as started,
          site.wanted(building, started, state, progress) as running):
        watch = Watch(running, screen)
        try:
            if running.resumed:
                progress.note("goes on with the data of the last KEEP=1 run, so the samples are not sent again")
                progress.note("the Clerk simulator has forgotten that run: `make drift` shows what differs")
                _show_guide(running, state, screen)
                watch.start()
            elif settings.empty:
                progress.note("nobody is known here yet: `make import`, `make drift` and `make reconcile` change that")
                _show_guide(running, state, screen)
                watch.start()
            else:
                watch.start()
                _send_samples(watch, screen, progress)
                _show_guide(running, state, screen)
            watch.invitation = "waiting for more · Ctrl-C stops the stack"
            watch.until(lambda: False)
        except KeyboardInterrupt:
            pass
        finally:
            screen.below([])
    left = "its data is kept for the next KEEP=1 make dev" if settings.keep else "nothing is left behind"
    screen.line(f"  stopped, {left}")
    return 0


def _show_guide(running, state, screen):
    screen.line()
    for line in guide.lines(running, state, screen):
        screen.line(line)


def _send_samples(watch, screen, progress):
    for sample in samples.read_all():
        if sample.in_demo:
            watch.send(sample)
    watch.until(watch.all_settled)
    _sum_up(watch, screen, progress)


def _sum_up(watch, screen, progress):
    """Says whether the samples came out as their index says, and how soon the first was applied."""
    ours = [it for it in watch.settled if it.sample]
    surprising = [it for it in ours if it.surprise]
    screen.line()
    screen.line("  " + screen.paint(f"{len(ours) - len(surprising)} of {len(ours)} samples came out as expected",
                                    "red" if surprising else "green") + _first_applied(ours, progress))
    for delivery in surprising:
        screen.line(f"    {delivery.sample.file}: {delivery.outcome}, expected {delivery.surprise}")


def _first_applied(ours, progress):
    first = next((it.settled_at for it in ours if it.outcome == "created"), None)
    if first is None:
        return ""
    started_at = time.time() - (time.monotonic() - progress.started)
    return f"; the first applied {first - started_at:.1f} s after the start"
