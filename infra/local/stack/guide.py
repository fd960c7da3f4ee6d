"""What a person can try with the running stack, ready to be copied."""

from .description import Description
from .places import shown
from .screen import Screen

SOMEBODY = "user_2LiamReportedCasegPIMocxkN6"
ADMIN = "user_2NoorRahimihXqVbTmKcZpWsLrJ"


def lines(stack, state, screen) -> list[str]:
    """The box under the samples. Each line fits into 80 columns."""
    description = stack.description
    return [
        *_site(description, screen),
        *_section(screen, "The stack", [
            ("AWS endpoint", f"{description.awsEndpoint} ({description.region}, key and secret \"test\")"),
            ("described in", shown(state.description)),
            ("Clerk", f"{description.clerkUrl} (a simulator of it)"),
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
            ("drift", "make drift    make reconcile MODE=full"),
            ("change Clerk", "make clerk  (prints the lines to copy)"),
            ("the API", "make api    (tokens, and what to do with them)"),
            ("wrong signature", "answered with 401:"),
        ]),
        "",
        *_curl(description.webhook_url),
        "",
    ]


def _site(description, screen):
    """First of all, where there is something to open."""
    if not description.demoUrl:
        return []
    demo, console = (screen.paint(it, "bold", "cyan") for it in (description.demoUrl, description.consoleUrl))
    return [*_section(screen, "Open in a browser", [("Demo", demo), ("Console", console)]), ""]


def clerk(state) -> int:
    """Prints lines that change people in the simulator, to be copied."""
    description, screen = Description.read(state), Screen()
    for line in _clerk_lines(description):
        screen.line(line)
    return 0


def _clerk_function(description):
    return [
        f"clerk() {{ curl -sS -X \"$1\" \"{description.clerkUrl}$2\" \\",
        f"  -H 'authorization: Bearer {description.clerkSecretKey}' \\",
        "  -H 'content-type: application/json' ${3:+-d \"$3\"}; echo; }",
    ]


def _clerk_lines(description):
    """A function for the shell, then what to call it with."""
    somebody = f"/v1/users/{SOMEBODY}"
    return [
        *_clerk_function(description),
        "",
        f"clerk GET {somebody}",
        f"clerk PATCH {somebody} '{{\"first_name\": \"William\"}}'",
        f"clerk PATCH {somebody}/metadata \\",
        "  '{\"public_metadata\": {\"roles\": [\"CLIENT\"]}}'",
        f"clerk PUT {somebody}/email_address '{{\"email_address\": \"liam@example.com\"}}'",
        f"clerk POST {somebody.replace('/v1', '/_simulator')}/image",
        f"clerk POST {somebody}/ban",
        f"clerk POST {somebody}/unban",
        f"clerk DELETE {somebody}",
        "",
        "# Somebody new:",
        "clerk POST /v1/users '{\"email_address\": [\"ada@example.com\"], \"first_name\": \"Ada\"}'",
        "",
        "# Clerk goes down, and comes back:",
        "clerk PUT /_simulator/faults '[{\"fault\": {\"kind\": \"down\"}}]'",
        "clerk DELETE /_simulator/faults",
        "",
        "# A session token, and whether it is still good (put it in for TOKEN):",
        f"clerk POST /_simulator/tokens '{{\"userId\": \"{SOMEBODY}\"}}'",
        "clerk POST /_simulator/tokens/verify '{\"token\": \"TOKEN\"}'",
        "",
        "# Cut the webhooks off, and let them through again:",
        "clerk PUT /_simulator/deliveries '{\"state\": \"drop\"}'",
        "clerk PUT /_simulator/deliveries '{\"state\": \"send\"}'",
    ]


def api(state) -> int:
    """Prints what calls the profile API, for a shell to read."""
    description, screen = Description.read(state), Screen()
    for line in _api_lines(description):
        screen.line(line)
    return 0


def _api_lines(description):
    """Three functions for the shell, ready for `eval`, and what to do with them. The address holds a literal `$default`."""
    return [
        "token() { curl -sS -d \"{\\\"userId\\\":\\\"$1\\\",\\\"lifetimeSeconds\\\":3600}\" \\",
        f"  {description.clerkAdminUrl}/tokens | sed 's/.*\"token\":\"//; s/\".*//'; }}",
        "api() { m=$1 p=$2; shift 2; curl -sS -i -X \"$m\" \\",
        f"  '{description.apiUrl}'\"$p\" \\",
        "  ${TOKEN:+-H \"authorization: Bearer $TOKEN\"} \"$@\"; echo; }",
        *_clerk_function(description),
        "",
        "# eval \"$(make -s api)\" gives you all three. Then, as anybody:",
        "#   api GET /v1/builders",
        "# as a builder, Liam:",
        f"#   TOKEN=$(token {SOMEBODY})",
        "#   api GET /v1/me",
        "# as an admin, Noor:",
        f"#   TOKEN=$(token {ADMIN})",
        "#   api GET '/v1/webhook-events?status=failed'",
        "# The README walks on from here.",
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
