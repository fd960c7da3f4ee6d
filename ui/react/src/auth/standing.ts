"use client";

/** What it means for the page when the viewer may do other things than before. */

import { hashKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Reading } from "../api/reading.ts";
import type { Me } from "../api/types.ts";
import { meKey, type Viewer } from "./viewer.ts";

/** When the viewer may do other things than before, all that they have on their screen is read again. */
export function useNewStanding(viewer: Viewer, data: Reading<Me> | undefined): void {
  const { queryClient, scope } = viewer;
  const standing = data && standingOf(data);
  const before = useRef<{ viewer: Viewer; standing: string | undefined }>(undefined);
  useEffect(() => {
    const isNew = before.current?.viewer === viewer && before.current.standing !== undefined;
    if (isNew && before.current?.standing !== standing) {
      const me = hashKey(meKey(viewer));
      void queryClient.invalidateQueries({ queryKey: scope, predicate: (query) => query.queryHash !== me });
    }
    before.current = { viewer, standing };
  }, [viewer, standing, queryClient, scope]);
}

function standingOf(data: Reading<Me>): string {
  if (data.status !== "ready") return data.error.code;
  const { user, permissions } = data.value;
  return [user.status, ...user.roles, ...permissions].join();
}
