//! A patch of a builder's profile.

use profile_core::{BuilderPatch, Decimal, Edit, EditRefused, FaultKind, edit, is_slug};
use serde_json::{Value, json};

use super::{faults, found, full_patch, newcomer, patched, seasoned};
use crate::platform::context;

#[test]
fn what_is_as_long_as_may_be_is_taken() {
    assert_eq!(faults(&full_patch()), []);
}

#[test]
fn what_is_longer_is_named() {
    let entries = |count: usize| vec!["x"; count];
    let long = format!("/socialLinks/{}", "x".repeat(51));
    for (field, value, pointer, kind) in [
        ("bio", json!("x".repeat(5_001)), "/bio", "too_long"),
        ("headline", json!("x".repeat(121)), "/headline", "too_long"),
        ("tagline", json!("x".repeat(151)), "/tagline", "too_long"),
        ("displayName", json!("x"), "/displayName", "too_short"),
        ("displayName", json!("x".repeat(101)), "/displayName", "too_long"),
        ("slug", json!("x"), "/slug", "too_short"),
        ("slug", json!("x".repeat(51)), "/slug", "too_long"),
        ("availability", json!("x".repeat(201)), "/availability", "too_long"),
        ("hourlyRate", json!("10000.01"), "/hourlyRate", "out_of_range"),
        ("hourlyRate", json!(-0.01), "/hourlyRate", "out_of_range"),
        ("domains", json!(entries(51)), "/domains", "too_many"),
        ("topSkills", json!(["x".repeat(51)]), "/topSkills/0", "too_long"),
        ("expertiseAreas", json!(["x", " "]), "/expertiseAreas/1", "too_short"),
        ("portfolioItems", json!(vec![json!({ "title": "x" }); 51]), "/portfolioItems", "too_many"),
        ("socialLinks", json!({ "x".repeat(51): "http://a" }), long.as_str(), "malformed"),
    ] {
        assert_eq!(faults(&json!({ field: value })), found(pointer, kind), "{field}");
    }
}

#[test]
fn what_is_of_another_type_is_named() {
    let texts = ["bio", "headline", "tagline", "displayName", "slug", "availability"];
    let lists = ["domains", "topSkills", "expertiseAreas", "portfolioItems"];
    let switches = ["availableForHire", "adhdFocus", "searchable"];
    for (fields, foreign) in [
        (&texts[..], json!([1, true, [], {}])),
        (&lists[..], json!([1, true, "text", {}])),
        (&switches[..], json!([1, "true", null, [], {}])),
        (&["hourlyRate"][..], json!([true, [], {}])),
        (&["socialLinks"][..], json!([1, true, "text", []])),
    ] {
        for field in fields.iter().copied() {
            for value in foreign.as_array().unwrap() {
                let pointer = format!("/{field}");
                let found = found(&pointer, "wrong_type");
                assert_eq!(faults(&json!({ field: value })), found, "{field}: {value}");
            }
        }
    }
}

#[test]
fn a_patch_is_an_object() {
    for patch in [json!(null), json!(1), json!("{}"), json!([]), json!([{ "bio": "x" }])] {
        assert_eq!(faults(&patch), found("", "wrong_type"), "{patch}");
    }
}

#[test]
fn what_others_own_is_not_editable_and_anything_else_is_unknown() {
    for field in [
        "id",
        "userId",
        "clerkId",
        "email",
        "name",
        "imageUrl",
        "roles",
        "validationTier",
        "rating",
        "badges",
        "featuredBuilder",
        "completedProjects",
        "responseRate",
        "active",
        "version",
        "verified",
        "isFounder",
        "status",
        "createdAt",
        "updatedAt",
        "permissions",
        "pendingPush",
        "stripeCustomerId",
        "emailVerifiedAt",
        "lastSignInAt",
        "deletedAt",
    ] {
        assert_eq!(faults(&json!({ field: null })), found(&format!("/{field}"), "not_editable"));
    }
    for field in ["", "Bio", "bio ", "companyName", "__proto__", "isAdmin", "hourly_rate"] {
        assert_eq!(faults(&json!({ field: "x" })), found(&format!("/{field}"), "unknown"));
    }
}

#[test]
fn all_faults_are_named_at_once_and_where_they_are() {
    let patch = json!({
        "a/b~c": 1,
        "bio": 2,
        "headline": "fine",
        "portfolioItems": [
            { "title": "fine" },
            { "url": "ftp://a", "imageUrl": "x", "colour": "red" },
            "no object",
        ],
        "roles": ["ADMIN"],
        "socialLinks": { "a/b": "nowhere", "fine": "https://a.example", "gone": null },
    });

    let mut found = faults(&patch);

    found.sort_unstable();
    let expected = [
        ("/a~1b~0c", "unknown"),
        ("/bio", "wrong_type"),
        ("/portfolioItems/1/colour", "unknown"),
        ("/portfolioItems/1/imageUrl", "malformed"),
        ("/portfolioItems/1/title", "too_short"),
        ("/portfolioItems/1/url", "malformed"),
        ("/portfolioItems/2", "wrong_type"),
        ("/roles", "not_editable"),
        ("/socialLinks/a~1b", "malformed"),
    ];
    assert_eq!(found, expected.map(|(pointer, kind)| (pointer.to_owned(), kind)));
}

#[test]
fn of_very_many_faults_only_the_first_are_named() {
    let members = (0..10_000).map(|it| (format!("field{it}"), Value::Null));

    assert_eq!(faults(&Value::Object(members.collect())).len(), 100);
}

#[test]
fn a_fault_says_what_would_be_right() {
    let patch = json!({ "displayName": "x", "hourlyRate": "much" });

    let faults = BuilderPatch::read(&patch).unwrap_err();

    assert_eq!(faults[0].detail, "2 to 100 characters, in one line");
    assert_eq!(faults[1].detail, "0 to 10000.00 with at most two decimal places, or null");
    assert_eq!(faults[1].kind, FaultKind::Malformed);
}

#[tokio::test]
async fn texts_are_trimmed_and_empty_ones_are_none() {
    let ada = seasoned().await;

    let patch = json!({ "headline": "  Engines \n", "tagline": " ", "bio": "", "displayName": "\t",
                        "slug": "", "hourlyRate": " ", "domains": [" finance "] });

    let builder = patched(&ada, &patch).builder.unwrap();
    assert_eq!(builder.headline.as_deref(), Some("Engines"));
    assert_eq!((builder.tagline, builder.bio, builder.display_name), (None, None, None));
    assert_eq!((builder.slug, builder.hourly_rate), (None, None));
    assert_eq!(builder.domains, ["finance"]);
}

#[tokio::test]
async fn null_clears_and_what_is_absent_stays() {
    let ada = seasoned().await;
    let patch = json!({ "bio": null, "slug": null, "hourlyRate": null, "domains": null,
                        "portfolioItems": null, "socialLinks": null, "availability": null });

    let builder = patched(&ada, &patch).builder.unwrap();

    assert_eq!((builder.bio, builder.slug, builder.hourly_rate), (None, None, None));
    assert_eq!((builder.domains.len(), builder.portfolio_items.len()), (0, 0));
    assert!(builder.social_links.is_empty() && builder.availability.is_none());
    let before = ada.builder.unwrap();
    assert_eq!((builder.headline, builder.tagline), (before.headline, before.tagline));
    assert_eq!((builder.top_skills, builder.adhd_focus), (before.top_skills, true));
}

#[tokio::test]
async fn social_links_are_merged_one_by_one() {
    let ada =
        patched(&seasoned().await, &json!({ "socialLinks": { "code": "https://c.example" } }));

    let patch =
        json!({ "socialLinks": { "site": null, "never": null, "code": "https://d.example" } });

    let links = patched(&ada, &patch).builder.unwrap().social_links;
    assert_eq!(links, [("code".to_owned(), "https://d.example".to_owned())].into());
}

#[tokio::test]
async fn links_cannot_outgrow_the_limit_patch_by_patch() {
    let links = |from: usize, count: usize| {
        let names = (from..from + count).map(|it| (it.to_string(), json!("https://a.example")));
        json!({ "socialLinks": Value::Object(names.collect()) })
    };
    let full = patched(&newcomer().await, &links(0, 50));
    let one_more = BuilderPatch::read(&links(50, 1)).unwrap();

    let refused = edit(&full, &[Edit::Builder(one_more)], &context(false)).unwrap_err();

    assert_eq!(refused, EditRefused::TooMany { pointer: "/socialLinks" });
    let fault = refused.fault().unwrap();
    assert_eq!((fault.pointer.as_str(), fault.kind), ("/socialLinks", FaultKind::TooMany));
    assert_eq!(patched(&full, &links(49, 1)), full, "one that is there already is fine");
}

#[test]
fn a_rate_is_read_exactly() {
    for (value, hundredths) in [
        (json!(85), 8_500),
        (json!(85.1), 8_510),
        (json!("85.10"), 8_510),
        (json!(0), 0),
        (json!(-0.0), 0),
        (json!(1e3), 100_000),
        (json!("0.01"), 1),
    ] {
        let expected = BuilderPatch::read(&json!({
            "hourlyRate": Decimal::from_hundredths(hundredths).to_string(),
        }));
        assert_eq!(BuilderPatch::read(&json!({ "hourlyRate": value })), expected, "{value}");
    }
    for value in [
        json!(85.001),
        json!(0.1 + 0.2),
        json!(1e300),
        json!("1e3"),
        json!("85,10"),
        json!("NaN"),
        json!("٣"),
        json!("99999999999999999999"),
    ] {
        assert_eq!(
            faults(&json!({ "hourlyRate": value })),
            found("/hourlyRate", "malformed"),
            "{value}"
        );
    }
}

#[test]
fn a_slug_is_small_letters_digits_and_hyphens() {
    for slug in ["ab", "a1", "--", "ada-byron-1815", &"x".repeat(50)] {
        assert!(is_slug(slug), "{slug}");
    }
    for slug in ["", "a", "Ada", "a b", "a_b", "a/b", "..", "ä-b", "a\u{0}b", &"x".repeat(51)] {
        assert!(!is_slug(slug), "{slug}");
    }
    assert_eq!(faults(&json!({ "slug": "Ada" })), found("/slug", "malformed"));
}

#[test]
fn control_characters_belong_in_no_text_but_lines_do_in_long_ones() {
    let work = |text: &str| json!({ "title": "t", "description": text });
    let patch = json!({ "bio": "a\n\tb", "portfolioItems": [work("a\nb")] });
    assert_eq!(faults(&patch), []);

    for text in ["a\u{0}b", "a\u{1b}[31mb", "a\rb", "a\u{85}b", "a\u{202e}b", "a\u{2066}b"] {
        assert_eq!(faults(&json!({ "bio": text })), found("/bio", "malformed"), "{text:?}");
        let patch = json!({ "portfolioItems": [work(text)] });
        assert_eq!(faults(&patch), found("/portfolioItems/0/description", "malformed"));
    }
    for text in ["a\nb", "a\tb"] {
        assert_eq!(faults(&json!({ "headline": text })), found("/headline", "malformed"));
        assert_eq!(faults(&json!({ "domains": [text] })), found("/domains/0", "malformed"));
    }
}

#[test]
fn nobody_has_a_name_that_cannot_be_seen_or_that_reads_as_another() {
    for text in [
        "\u{200b}\u{200b}",
        "\u{3164}\u{3164}",
        "\u{200d}\u{200d}",
        "\u{2800}\u{2800}",
        "a\u{2028}b",
        "a\u{200e}b",
        "a\u{61c}b",
        "\u{feff}a",
        "a\u{ffff}",
    ] {
        assert_eq!(
            faults(&json!({ "displayName": text })),
            found("/displayName", "malformed"),
            "{text:?}"
        );
    }
    for text in ["👩\u{200d}💻 Ada", "می\u{200c}خواهم", "🏴\u{e0067}\u{e0062}\u{e007f}!"]
    {
        assert_eq!(faults(&json!({ "displayName": text })), [], "{text:?}");
    }
    for link in ["https://a\u{200b}.example", "https://a／b.example", "https://a。example"] {
        let links = json!({ "socialLinks": { "a": link } });
        assert_eq!(faults(&links), found("/socialLinks/a", "malformed"), "{link:?}");
    }
}

#[test]
fn a_link_leads_into_the_web_and_nowhere_else() {
    let long = format!("https://a.example/{}", "x".repeat(2_030));
    for link in [
        "https://a.example",
        "HTTP://A.EXAMPLE/x?y#z",
        "https://a.example:8443/",
        "http://localhost",
        "https://bücher.example/ä",
        "https://[2001:db8::1]:443/x",
        "https://[::1]",
        "https://a.example./",
        "https://a_b.example",
        "https://a.example/@ada",
        &long,
    ] {
        assert_eq!(faults(&json!({ "socialLinks": { "x": link } })), [], "{link}");
    }
    for link in [
        "javascript:alert(1)",
        "JavaScript://a.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "//a.example",
        "/x",
        "a.example",
        "mailto:a@b.example",
        "https:",
        "https:/a.example",
        "https://",
        "https:///x",
        "https://?x",
        "https://#x",
        "https://.",
        "https://a..b",
        "https://ada@a.example",
        "https://ada:secret@a.example",
        "https://a@b@c",
        "https://a.example\\@b.example",
        "https://a.example/a b",
        "https://a.example/\u{a0}x",
        "https://a.example/\"x",
        "https://a.example/<x>",
        "https://a.example:",
        "https://a.example:0",
        "https://a.example:99999",
        "https://a.example:+80",
        "https://a.example:x",
        "https://[::1",
        "https://[::1]x",
        "https://[a.example]",
        "https://%61.example",
        " javascript:x",
        "https://a.example/\u{1}",
        "x https://a.example",
        "https://a!b.example",
    ] {
        let patch = json!({ "portfolioItems": [{ "title": "t", "url": link }] });
        assert_eq!(faults(&patch), found("/portfolioItems/0/url", "malformed"), "{link}");
    }
    let longer = format!("{long}x");
    assert_eq!(
        faults(&json!({ "socialLinks": { "x": longer } })),
        found("/socialLinks/x", "too_long")
    );
}

#[test]
fn all_works_together_are_bounded_so_that_a_profile_fits_its_item() {
    let work = json!({ "title": "t", "description": "\u{1d11e}".repeat(2_000) });

    assert_eq!(faults(&json!({ "portfolioItems": vec![work.clone(); 25] })), []);
    let all = faults(&json!({ "portfolioItems": vec![work; 26] }));

    assert_eq!(all, found("/portfolioItems", "too_long"));
}
