import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import { Page } from "../parts/Page.tsx";

/** Where somebody is looked for by an id of either side. */
export function UsersPage() {
  const navigate = useNavigate();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget).get("id")).trim();
    if (id) navigate(`/users/${encodeURIComponent(id)}`);
  };
  return (
    <Page title="Users">
      <p className="lead">
        See what the platform and Clerk each say of somebody, who changed what and when, and set their roles.
      </p>
      <search>
        <form className="filters" onSubmit={submit}>
          <label className="field wide">
            <span>Id of a user</span>
            <input
              name="id"
              type="search"
              placeholder="user_2… (Clerk’s) or 01J… (ours)"
              autoComplete="off"
              spellCheck={false}
              required
            />
          </label>
          <button type="submit" className="button primary">
            Find
          </button>
        </form>
      </search>
      <p className="hint">
        Both ids stand in each event, in the logs as <code>user.id</code>, and in the Clerk Dashboard under
        Users.
      </p>
    </Page>
  );
}
