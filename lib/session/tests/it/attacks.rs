//! Tokens that somebody made or bent to be let in.

use aws_lc_rs::hmac;
use serde_json::{Value, json};

use crate::mint::{ANOTHER, KID, OURS, Signer, Token, encoded, outcome};

/// Signed with HS256 and that secret.
fn hs256(secret: &[u8]) -> String {
    let (header, claims) = Token::good().header("alg", "HS256").json();
    let text = format!("{}.{}", encoded(header), encoded(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    format!("{text}.{}", encoded(hmac::sign(&key, text.as_bytes())))
}

fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<_> = token.split('.').collect();
    parts.try_into().unwrap()
}

async fn all_are(expected: &str, tokens: impl IntoIterator<Item = String>) {
    for token in tokens {
        assert_eq!(outcome(&token).await, expected, "{token}");
    }
}

#[tokio::test]
async fn a_token_of_clerks_is_good() {
    assert_eq!(outcome(&Token::good().sign()).await, "good");
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused() {
    let unsigned = |alg: &str| {
        let (header, claims) = Token::good().header("alg", alg).json();
        format!("{}.{}.", encoded(header), encoded(claims))
    };
    all_are("malformed", ["none", "None", "NONE", ""].map(unsigned)).await;
    all_are("malformed", ["none", "nOnE"].map(|it| Token::good().header("alg", it).sign())).await;
    all_are("signature", [unsigned("RS256")]).await;
}

#[tokio::test]
async fn the_public_key_is_no_secret_to_sign_with() {
    let modulus = OURS.modulus();
    let secrets = [modulus.clone(), encoded(modulus).into(), OURS.der(), OURS.pem().into()];
    all_are("algorithm", secrets.iter().map(|it| hs256(it))).await;
}

#[tokio::test]
async fn no_other_algorithm_will_do() {
    let other = ["RS384", "RS512", "PS256", "ES256", "EdDSA", "HS512"];
    all_are("algorithm", other.map(|it| Token::good().header("alg", it).sign())).await;
    let unheard_of = [json!("rs256"), json!("RS1"), json!(256), json!(null)];
    all_are("malformed", unheard_of.map(|it| Token::good().header("alg", it).sign())).await;
    all_are("malformed", [Token::good().without_header("alg").sign()]).await;
}

#[tokio::test]
async fn a_signature_of_another_key_is_refused() {
    all_are("signature", [Token::good().signed_by(&ANOTHER)]).await;
}

#[tokio::test]
async fn a_key_that_the_token_brings_along_is_not_used() {
    let with = |name: &str, value: Value| Token::good().header(name, value);
    let brought = [
        with("jwk", ANOTHER.jwk(KID)),
        with("jku", json!("https://evil.example/.well-known/jwks.json")),
        with("x5u", json!("https://evil.example/chain.pem")),
        with("x5c", json!(["MIIB"])),
    ];
    all_are("signature", brought.each_ref().map(|it| it.signed_by(&ANOTHER))).await;
    all_are("good", brought.map(|it| it.sign())).await;
    let of_its_own = with("jwk", ANOTHER.jwk("ins_theirs")).header("kid", "ins_theirs");
    all_are("unknown_key", [of_its_own.signed_by(&ANOTHER)]).await;
}

#[tokio::test]
async fn a_key_is_found_by_its_id_and_by_nothing_else() {
    let kid = |it: &str| Token::good().header("kid", it).sign();
    all_are("unknown_key", ["", "ins_other", "INS_OURS", "ins_ours ", "../ins_ours"].map(kid))
        .await;
    all_are("unknown_key", [Token::good().without_header("kid").sign()]).await;
    all_are("malformed", [Token::good().header("kid", 7).sign()]).await;
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let (ada, eva) = (Token::good().sign(), Token::good().claim("sub", "user_eva").sign());
    let ([header, claims, signature], [_, other_claims, other_signature]) =
        (parts(&ada), parts(&eva));
    let other_header = encoded(Token::good().header("cat", "cl_I7d4PD111III").json().0);
    let [empty, zeros] = [String::new(), encoded([0; 256])];
    all_are(
        "signature",
        [
            [header, other_claims, signature],
            [header, claims, other_signature],
            [&other_header, claims, signature],
            [header, claims, &empty],
            [header, claims, &zeros],
            [header, claims, &signature[..200]],
        ]
        .map(|it| it.join(".")),
    )
    .await;
}

#[tokio::test]
async fn a_text_of_another_shape_is_no_token() {
    let good = Token::good().sign();
    let [header, claims, signature] = parts(&good);
    let texts =
        ["", ".", "..", "...", "a.b.c", "a.b", "a.b.c.d", "null", "{}", "é.é.é", "\0", "Bearer"];
    all_are("malformed", texts.map(str::to_owned)).await;
    all_are(
        "malformed",
        [
            [header, claims].join("."),
            [header, claims, signature, ""].join("."),
            [header, claims, signature, signature].join("."),
            ["", header, claims, signature].join("."),
            [header, "", claims, signature].join("."),
            ["", claims, signature].join("."),
            format!("Bearer {good}"),
            format!(" {good}"),
            format!("{good}\n"),
            format!("{good},{good}"),
        ],
    )
    .await;
}

#[tokio::test]
async fn base64_is_that_of_urls_without_padding_and_has_one_form() {
    let good = Token::good().sign();
    let [header, claims, signature] = parts(&good);
    let padded = |it: &str| format!("{it}{}", "=".repeat((4 - it.len() % 4) % 4));
    assert!(good.contains(['-', '_']), "a signature nearly always has one");
    // 256 bytes leave four bits over in the last letter, which are zero: A, Q, g or w.
    let (rest, last) = signature.split_at(signature.len() - 1);
    let sloppy = rest.to_owned() + if last == "A" { "B" } else { "x" };
    all_are(
        "malformed",
        [
            [header, claims, &format!("{signature}==")].join("."),
            [&format!("{header}="), claims, signature].join("."),
            [padded(header), padded(claims), padded(signature)].join("."),
            good.replace('-', "+").replace('_', "/"),
            [header, claims, &sloppy].join("."),
            [header, claims, &signature[..signature.len() - 1]].join("."),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_huge_token_is_not_even_looked_at() {
    let of = |length: usize| Token::good().claim("metadata", "x".repeat(length)).sign();
    let spare = 8 * 1024 - of(0).len();
    let (fits, too_long) = (of(spare / 4 * 3), of(spare / 4 * 3 + 4));
    assert!(fits.len() <= 8 * 1024 && too_long.len() > 8 * 1024);
    all_are("good", [fits]).await;
    all_are("too_long", [too_long, "x".repeat(8 * 1024 + 1), ".".repeat(10_000_000)]).await;
    all_are("malformed", ["x".repeat(8 * 1024), ".".repeat(8 * 1024)]).await;
}

#[tokio::test]
async fn what_is_said_twice_is_not_believed() {
    let (header, claims) = Token::good().json();
    let twice = |json: &str, more: &str| format!("{{{more},{}", &json[1..]);
    let doubled = [
        r#""sub":"user_eva""#,
        r#""iss":"https://evil.example""#,
        r#""exp":9999999999"#,
        r#""azp":"https://evil.example""#,
        r#""sts":"pending""#,
        r#""s\u0075b":"user_eva""#,
    ];
    all_are("malformed", doubled.map(|it| OURS.sign(&header, &twice(&claims, it)))).await;
    for it in [r#""alg":"RS256""#, r#""alg":"none""#, r#""kid":"ins_other""#, r#""typ":"JWT""#] {
        all_are("malformed", [OURS.sign(&twice(&header, it), &claims)]).await;
    }
}

#[tokio::test]
async fn an_extension_that_must_be_understood_is_not_understood() {
    let crit = |names: Value| Token::good().header("crit", names).header("b64", false).sign();
    let names = [json!(["b64"]), json!(["exp"]), json!([]), json!("b64")];
    all_are("malformed", names.map(crit)).await;
}

#[tokio::test]
async fn header_fields_that_nobody_knows_are_ignored() {
    let token = Token::good().header("oiat", json!({ "a": [1] })).header("future", json!(null));
    all_are("good", [token.sign()]).await;
}

#[tokio::test]
async fn parts_that_are_no_objects_are_refused() {
    let (header, claims) = Token::good().json();
    let odd = ["", "null", "7", "\"text\"", "[]", "{", "{}}", "\u{feff}{}", "{}", "[\"a\"]"];
    for it in odd {
        all_are("malformed", [OURS.sign(it, &claims), OURS.sign(&header, it)]).await;
    }
    let deep = "[".repeat(2_000) + &"]".repeat(2_000);
    all_are("malformed", [OURS.sign(&header, &deep)]).await;
}

#[tokio::test]
async fn nothing_of_a_token_is_in_what_is_said_about_it() {
    let planted = |token: Token| token.claim("email", "planted@example.com");
    let (_, claims) = planted(Token::good()).json();
    let signers: [&Signer; 2] = [&OURS, &ANOTHER];
    let mut tokens: Vec<_> = signers
        .iter()
        .flat_map(|signer| {
            [
                Token::good().claim("sub", "planted"),
                Token::good().claim("exp", "planted"),
                Token::good().claim("iss", "planted"),
                Token::good().claim("azp", "planted"),
                Token::good().claim("act", json!({ "sub": ["planted"] })),
                Token::good().header("alg", "planted"),
                Token::good().header("cat", "planted"),
                Token::good().header("kid", "planted"),
            ]
            .map(|it| planted(it).signed_by(signer))
        })
        .collect();
    tokens.push(OURS.sign("planted", &claims));
    for token in tokens {
        let error = crate::mint::verify(&token).await.unwrap_err();
        let shown = format!("{error} {error:?} {}", error.name());
        assert!(!shown.contains("planted"), "{shown}");
        assert!(!shown.contains(&token[..10]), "{shown}");
    }
}
