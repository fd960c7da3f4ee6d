//! Any text at all.

use futures_util::FutureExt as _;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::mint::{NOW, OURS, Token, at, rules, sessions};

/// Whether it is good. Keys in memory keep nobody waiting.
fn is_good(token: &str) -> bool {
    sessions(rules()).verify(token, at(NOW)).now_or_never().unwrap().is_ok()
}

/// JSON that is rather like a header or claims.
fn json() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "alg", "kid", "typ", "cat", "crit", "jwk", "x5c", "iss", "sub", "sid", "exp", "nbf", "iat",
        "azp", "sts", "act", "fva", "aud",
    ]);
    let value = prop_oneof![
        Just("null".to_owned()),
        Just("\"RS256\"".to_owned()),
        Just("\"ins_ours\"".to_owned()),
        Just("[{}]".to_owned()),
        Just("{\"sub\":\"user_a\"}".to_owned()),
        any::<i64>().prop_map(|it| it.to_string()),
        any::<f64>().prop_map(|it| it.to_string()),
        "\"[a-z\\\\\"]{0,8}\"",
    ];
    let fields = prop::collection::vec((name, value), 0..12);
    fields.prop_map(|it| {
        let fields: Vec<_> =
            it.into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", fields.join(","))
    })
}

proptest! {
    #[test]
    fn no_text_panics_or_is_good(text in ".{0,300}") {
        prop_assert!(!is_good(&text));
    }

    #[test]
    fn nothing_that_looks_like_a_token_panics_or_is_good(
        text in "[A-Za-z0-9_=+/-]{0,40}(\\.[A-Za-z0-9_-]{0,60}){0,5}"
    ) {
        prop_assert!(!is_good(&text));
    }

    #[test]
    fn no_header_and_no_claims_panic(header in json(), claims in json()) {
        let (good, _) = Token::good().json();
        is_good(&OURS.sign(&header, &claims));
        is_good(&OURS.sign(&good, &claims));
    }

    #[test]
    fn no_letter_of_a_token_can_be_another(place: Index, letter in "[A-Za-z0-9_.=-]") {
        let good = Token::good().sign();
        let place = place.index(good.len());
        prop_assume!(good[place..=place] != letter);
        let mut changed = good;
        changed.replace_range(place..=place, &letter);
        prop_assert!(!is_good(&changed));
    }

    #[test]
    fn no_part_of_a_token_can_be_left_out(start: Index, end: Index) {
        let good = Token::good().sign();
        let (start, end) = (start.index(good.len()), end.index(good.len()));
        prop_assume!(start <= end);
        let mut cut = good;
        cut.replace_range(start..=end, "");
        prop_assert!(!is_good(&cut));
    }
}
