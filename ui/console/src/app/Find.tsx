import { type FormEvent, useRef } from "react";
import { useNavigate } from "react-router";

/** Goes to whom or what has an id: ids of events begin with `msg_`, all others are taken for people's. */
export function Find() {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = field.current?.value.trim();
    if (!field.current || !id) return;
    field.current.value = "";
    navigate(`/${id.startsWith("msg_") ? "events" : "users"}/${encodeURIComponent(id)}`);
  };
  return (
    <search>
      <form onSubmit={submit}>
        <input
          ref={field}
          className="find"
          type="search"
          aria-label="Find a user or an event by id"
          placeholder="Find by id: user_…, msg_…, ours"
          autoComplete="off"
          spellCheck={false}
          data-find=""
        />
      </form>
    </search>
  );
}
