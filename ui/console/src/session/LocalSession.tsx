import { createSimulator, keptToken } from "@profile-sync/simulator";
import { useSimulatedReverification } from "@profile-sync/simulator/react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { AnotherProof } from "./AnotherProof.tsx";
import { LocalSignIn } from "./LocalSignIn.tsx";
import { SessionContext } from "./session.ts";

/** Whom somebody is on a developer's machine, and whether they proved it lately. */
export interface LocalPerson {
  userId: string;
  signedInLongAgo: boolean;
}

/** Sessions of the simulator's people. A reload forgets them: nothing is kept but in memory. */
export function LocalSession({ simulatorUrl, children }: { simulatorUrl: string; children: ReactNode }) {
  const [userId, setUserId] = useState<string | null>(null);
  // How many minutes ago they proved who they are. A token takes the value of its moment.
  const provedAgo = useRef(0);
  const simulator = useMemo(() => createSimulator({ url: simulatorUrl }), [simulatorUrl]);
  const getToken = useMemo(() => {
    if (!userId) return async () => null;
    return keptToken(() =>
      simulator.token(userId, { claims: { fva: [provedAgo.current, -1] } }).catch(noToken),
    );
  }, [userId, simulator]);
  const { reverify, question } = useSimulatedReverification(() => {
    provedAgo.current = 0;
  });
  const session = useMemo(() => {
    const signIn = (person: LocalPerson) => {
      provedAgo.current = person.signedInLongAgo ? 60 : 0;
      setUserId(person.userId);
    };
    return {
      userId,
      getToken,
      reverify,
      signOut: () => setUserId(null),
      signIn: <LocalSignIn simulator={simulator} onSignIn={signIn} />,
    };
  }, [userId, getToken, reverify, simulator]);
  return (
    <SessionContext value={session}>
      {children}
      {question && <AnotherProof {...question} />}
    </SessionContext>
  );
}

function noToken(): never {
  throw new Error(
    "The simulator of Clerk gives no tokens. Is the stack still running? Start it with make dev.",
  );
}
