//! Bodies, for the contract. The core reads them and says what is wrong with them; its limits
//! are named here.

use std::borrow::Cow;

use profile_core::limits as most;
use profile_core::{Role, ValidationTier};
use serde_json::json;
use utoipa::openapi::schema::{
    AdditionalProperties, Array, ArrayBuilder, Object, ObjectBuilder, OneOfBuilder, SchemaType,
    Type,
};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What no text in one line has: control characters, and others that nobody sees and that change
/// what others see. The core refuses them.
macro_rules! foreign {
    () => {
        r"\x00-\x1f\x7f-\x9f\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    };
}

/// A text in one line.
const LINE: &str = concat!("^[^", foreign!(), "]*$");
/// The same, with something in it.
const FULL_LINE: &str = concat!("^[^", foreign!(), r"]*[^\s", foreign!(), "][^", foreign!(), "]*$");
/// The same, of two characters at least, perhaps with spaces around it; or nothing.
const NAME: &str =
    concat!(r"^ *([^\s", foreign!(), "][^", foreign!(), r"]*[^\s", foreign!(), "])? *$");
const _: () = assert!(most::SHORTEST_DISPLAY_NAME == 2, "NAME says two");
/// A text in one line that begins and ends with something.
const KEY: &str = concat!(r"^[^\s", foreign!(), "]([^", foreign!(), r"]*[^\s", foreign!(), "])?$");
/// The same as a line, but for tabs and the ends of lines.
const LINES: &str = concat!(r"^([\t\n]|[^", foreign!(), "])*$");
/// An address in the web with a host, perhaps with spaces around it; or nothing. More is taken
/// than this says: hosts of other scripts, and IPv6.
const LINK: &str = concat!(
    r"^ *([Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(:[1-9][0-9]{0,3})?",
    r#"([/?#][^\s\\"<>`"#,
    foreign!(),
    r"]*)?)? *$"
);

/// Describes a body.
macro_rules! inputs {
    ($($(#[doc = $doc:literal])+ $name:ident as $title:literal = $schema:expr;)+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                $title.into()
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let description = concat!($($doc),+).trim();
                let schema: ObjectBuilder = $schema;
                schema.description(Some(description)).into()
            }
        }
    )+};
}

inputs! {
    /// What to change of a builder's profile (RFC 7396). What is absent stays, null clears.
    /// Texts are trimmed, and one with nothing in it counts as null.
    BuilderPatchInput as "BuilderPatch" = builder();
    /// What to change of a client's profile (RFC 7396). What is absent stays, null clears.
    /// Texts are trimmed, and one with nothing in it counts as null.
    ClientPatchInput as "ClientPatch" = client();
    /// How thoroughly the platform has checked a builder.
    TierInput as "ValidationTierInput" = tier();
    /// Every role that somebody is to have.
    RolesInput as "RolesInput" = roles();
    /// What a reconciliation is to do.
    RunInput as "RunInput" = run();
}

fn builder() -> ObjectBuilder {
    closed()
        .property("bio", text(LINES, most::LONGEST_BIO))
        .property("headline", text(LINE, most::LONGEST_HEADLINE))
        .property("tagline", text(LINE, most::LONGEST_TAGLINE))
        .property("displayName", text(NAME, most::LONGEST_DISPLAY_NAME))
        .property("slug", slug())
        .property("hourlyRate", rate())
        .property("domains", list(entry()))
        .property("topSkills", list(entry()))
        .property("expertiseAreas", list(entry()))
        .property("portfolioItems", list(work()))
        .property("socialLinks", members(link()))
        .property("availability", text(LINE, most::LONGEST_AVAILABILITY))
        .property("availableForHire", plain(Type::Boolean))
        .property("adhdFocus", plain(Type::Boolean))
        .property("searchable", plain(Type::Boolean))
        .examples([json!({
            "headline": "Engines that think",
            "hourlyRate": "85.00",
            "topSkills": ["Rust", "Mathematics"],
            "socialLinks": { "github": "https://github.com/ada", "mastodon": null },
            "bio": null,
        })])
}

fn client() -> ObjectBuilder {
    closed()
        .property("companyName", text(LINE, most::LONGEST_COMPANY_NAME))
        .property("industry", text(LINE, most::LONGEST_INDUSTRY))
        .property("projectPreferences", members(text(LINES, most::LONGEST_PREFERENCE)))
        .examples([json!({
            "companyName": "Analytical Engines",
            "projectPreferences": { "budget": "fixed price" },
        })])
}

fn tier() -> ObjectBuilder {
    let tiers = [ValidationTier::Entry, ValidationTier::Established, ValidationTier::Expert];
    let tier = plain(Type::Integer).enum_values(Some(tiers.map(ValidationTier::number)));
    closed()
        .property("validationTier", tier)
        .required("validationTier")
        .examples([json!({ "validationTier": 2 })])
}

fn roles() -> ObjectBuilder {
    let role = plain(Type::String).enum_values(Some(Role::ALL.map(Role::name)));
    let roles = ArrayBuilder::new().items(role).max_items(Some(most::MOST_ENTRIES));
    closed()
        .property("roles", roles)
        .required("roles")
        .examples([json!({ "roles": ["CLIENT", "BUILDER"] })])
}

fn run() -> ObjectBuilder {
    let mode = plain(Type::String).enum_values(Some(["incremental", "full"]));
    let mode = mode.default(Some(json!("incremental")));
    let mode = mode.description(Some("Those who changed since the last one, or everybody."));
    let dry = plain(Type::Boolean).default(Some(json!(true)));
    let dry = dry.description(Some("Look and report, and change nothing."));
    let deletes = plain(Type::Boolean).default(Some(json!(false)));
    let deletes = deletes.description(Some("Let more users go than the brake would."));
    closed()
        .property("mode", mode)
        .property("dryRun", dry)
        .property("allowDeletes", deletes)
        .examples([json!({ "mode": "full", "dryRun": true })])
}

fn work() -> Object {
    let title = plain(Type::String).pattern(Some(FULL_LINE));
    closed()
        .property("title", title.min_length(Some(1)).max_length(Some(most::LONGEST_TITLE)))
        .property("description", text(LINES, most::LONGEST_DESCRIPTION))
        .property("url", link())
        .property("imageUrl", link())
        .required("title")
        .description(Some(format!(
            "All works together have at most {} bytes.",
            most::MOST_PORTFOLIO_BYTES
        )))
        .build()
}

/// An object without members of other names.
fn closed() -> ObjectBuilder {
    let object = ObjectBuilder::new().schema_type(Type::Object);
    object.additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

fn plain(kind: Type) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(kind)
}

fn nullable(kind: Type) -> SchemaType {
    SchemaType::Array(vec![kind, Type::Null])
}

/// A text or null.
fn text(pattern: &str, longest: usize) -> ObjectBuilder {
    let text = ObjectBuilder::new().schema_type(nullable(Type::String));
    text.pattern(Some(pattern)).max_length(Some(longest))
}

/// A slug, perhaps with spaces around it; or nothing; or null.
fn slug() -> ObjectBuilder {
    let size = format!("{},{}", most::SHORTEST_SLUG, most::LONGEST_SLUG);
    ObjectBuilder::new()
        .schema_type(nullable(Type::String))
        .pattern(Some(format!("^ *([a-z0-9-]{{{size}}})? *$")))
}

fn link() -> ObjectBuilder {
    text(LINK, most::LONGEST_LINK)
}

/// A text in a list.
fn entry() -> Object {
    let text = plain(Type::String).pattern(Some(FULL_LINE));
    text.min_length(Some(1)).max_length(Some(most::LONGEST_ENTRY)).build()
}

/// A list or null.
fn list(items: Object) -> Array {
    let list = ArrayBuilder::new().schema_type(nullable(Type::Array)).items(items);
    list.max_items(Some(most::MOST_ENTRIES)).build()
}

/// An object whose names are free, or null; null removes a member.
fn members(member: ObjectBuilder) -> ObjectBuilder {
    let name = plain(Type::String).pattern(Some(KEY));
    let name = name.max_length(Some(most::LONGEST_NAME)).build();
    ObjectBuilder::new()
        .schema_type(nullable(Type::Object))
        .property_names(Some(name))
        .additional_properties(Some(member))
        .max_properties(Some(most::MOST_ENTRIES))
}

/// A price, as a text or a whole number; or null. Other numbers are taken as well, but no schema
/// can say of them how many decimal places they have.
fn rate() -> OneOfBuilder {
    let highest = u32::try_from(most::HIGHEST_RATE / 100).unwrap_or(u32::MAX);
    let text = plain(Type::String).pattern(Some(r"^ *(\d{1,4}(\.\d{1,2})?|10000(\.00?)?)? *$"));
    let number = plain(Type::Integer).minimum(Some(0)).maximum(Some(highest));
    OneOfBuilder::new()
        .description(Some(
            "0 to 10000.00: a text with at most two decimal places, or a whole number.",
        ))
        .item(text)
        .item(number)
        .item(plain(Type::Null))
}
