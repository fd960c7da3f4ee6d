"""Most memory that each function ever takes, after hundreds of invocations."""

from dataclasses import dataclass

from . import pipeline
from .events import LARGEST, User, body

DELIVERIES = 400
BATCH = 10


@dataclass(frozen=True)
class Memory:
    """In bytes, and after how many invocations."""

    receiver: int
    receiver_invocations: int
    processor: int
    processor_invocations: int


def measure(shipped, template, engine, progress) -> Memory:
    """Users who sign up and then change, in full batches; some of the events are as large as an event may be."""
    settings = {name: template.settings(name) for name in shipped}
    messages, invocations = [], 0
    with progress.step("Memory used") as step, \
            pipeline.receiver(shipped["webhook-receiver"], settings["webhook-receiver"]) as receiver, \
            pipeline.processor(shipped["event-processor"], settings["event-processor"], engine) as processor:
        for number in range(DELIVERIES):
            user = User(f"memory{number // 2}")
            event = user.updated(last_name="Changed") if number % 2 else user.created()
            messages.append(receiver.receive(body(event, LARGEST if number % 100 == 99 else 0)))
            if len(messages) == BATCH:
                processor.process(messages)
                messages.clear()
                invocations += 1
            step.detail = f"{number + 1} of {DELIVERIES} deliveries"
        # Lambda hands over up to 6 MB; the processor sees batches of one as well.
        for number in range(DELIVERIES - invocations):
            processor.process([receiver.receive(body(User(f"memory{number}").updated(2, last_name=f"Again{number}")))])
            step.detail = f"{number + 1} of {DELIVERIES - invocations} batches of one"
        step.result = f"{2 * DELIVERIES - invocations} deliveries, {DELIVERIES} batches"
        return Memory(receiver.function.peak_memory(), 2 * DELIVERIES - invocations,
                      processor.function.peak_memory(), DELIVERIES)
