//! The names of problems, which never change: programs tell problems apart by them.

macro_rules! kinds {
    ($($kind:ident $name:literal)+) => {
        /// What kind of problem it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kind {
            $($kind),+
        }

        impl Kind {
            /// Every kind.
            pub(crate) const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name: the end of the type, and the reason in logs and metrics.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name),+
                }
            }

            /// The type, as answers have it.
            pub(crate) const fn urn(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!("urn:profile-sync:problem:", $name)),+
                }
            }
        }
    };
}

kinds! {
    NotFound "not_found"
    MethodNotAllowed "method_not_allowed"
    SignedOut "signed_out"
    BadToken "bad_token"
    Forbidden "forbidden"
    AccountSuspended "account_suspended"
    AccountDeleted "account_deleted"
    ImpersonationReadOnly "impersonation_read_only"
    ReverificationRequired "reverification_required"
    PreconditionRequired "precondition_required"
    Stale "stale"
    SlugTaken "slug_taken"
    Deleted "deleted"
    NotFailed "not_failed"
    EventUnreadable "event_unreadable"
    UnsupportedMediaType "unsupported_media_type"
    TooLarge "too_large"
    InvalidJson "invalid_json"
    InvalidFields "invalid_fields"
    InvalidQuery "invalid_query"
    Busy "busy"
    Unavailable "unavailable"
    Internal "internal"
}
