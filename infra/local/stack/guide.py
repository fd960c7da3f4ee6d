"""What a person can try with the running stack, ready to be copied."""

from .places import shown


def lines(stack, state, screen) -> list[str]:
    """The box under the samples. Each line fits into 80 columns."""
    description = stack.description
    return [
        *_section(screen, "The stack", [
            ("AWS endpoint", f"{description.awsEndpoint} ({description.region}, key and secret \"test\")"),
            ("described in", shown(state.description)),
            ("webhook", ""),
        ]),
        f"      {description.webhook_url}",
        "",
        *_section(screen, "In another terminal", [
            ("again", "make send EVENT=events/user.created.full.json"),
            ("as a new one", "make send EVENT=events/user.updated.older.json ID=msg_mine"),
            ("a person", "make show USER=liam@buildappswith.ai"),
            ("the ledger", "make events"),
            ("dead letters", "make dlq    make redrive"),
            ("wrong signature", "answered with 401:"),
        ]),
        "",
        *_curl(description.webhook_url),
        "",
    ]


def _section(screen, title, entries):
    yield "  " + screen.paint(title, "bold")
    for name, value in entries:
        yield f"    {screen.paint(name.ljust(16), 'dim')}{value}".rstrip()


def _curl(url):
    """Quoted for the shell: the address holds a literal `$default`."""
    return [
        "  curl -i \\",
        f"    '{url}' \\",
        "    -H 'svix-id: msg_forged' -H \"svix-timestamp: $(date +%s)\" \\",
        "    -H 'svix-signature: v1,Zm9yZ2VkIGZvcmdlZCBmb3JnZWQgZm9yZ2VkIGZvcmc=' \\",
        "    -d '{\"type\":\"user.created\",\"data\":{\"id\":\"user_forged\"}}'",
    ]
