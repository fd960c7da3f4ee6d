//! Parameters, for the contract.

use profile_core::limits::{LONGEST_SLUG, SHORTEST_SLUG};
use profile_core::{EventStatus, LARGEST_LIST, ValidationTier};
use serde_json::json;
use utoipa::IntoParams;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, Object, ObjectBuilder, SchemaFormat, Type};

use crate::query::{LONGEST_FILTER, USUAL_LIST};

/// Names what routes have in common.
macro_rules! parameters {
    ($($(#[doc = $doc:literal])+ $name:ident = [$($parameter:expr),+ $(,)?];)+) => {$(
        $(#[doc = $doc])+
        pub(crate) enum $name {}

        impl IntoParams for $name {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                vec![$($parameter),+]
            }
        }
    )+};
}

parameters! {
    /// Somebody.
    UserId = [path("userId", "The platform's id of the person.", id("01JDKJ9Z3NV5T0W5Y8Q3M1R7XE"))];
    /// Somebody, by either side's id.
    EitherId = [path("userId", "The platform's id of the person, or Clerk's.", id("user_2abc"))];
    /// The address of a builder's profile.
    Slug = [path("slug", "The profile's address.", slug())];
    /// An event.
    SvixId = [path("svixId", "The event's id.", id("msg_2abc"))];
    /// A reconciliation.
    RunId = [path("runId", "The reconciliation's id.", id("01JDKJ9Z3NV5T0W5Y8Q3M1R7XE"))];
    /// What an edit must say that it has seen.
    IfMatch = [if_match(Required::True)];
    /// What a change may say that it has seen.
    OptionalIfMatch = [if_match(Required::False)];
    /// What whoever asks has already.
    IfNoneMatch = [header(
        "If-None-Match",
        "The `ETag` of what you have: if it is still that, the answer is 304.",
        Required::False,
    )];
    /// Which page of a list.
    Page = [
        query("limit", "Most entries of the page.", limit()),
        query("cursor", "`nextCursor` of the page before.", text().max_length(Some(2_056))),
    ];
    /// Which builders.
    Listing = [
        query("domain", "Those who work in this field, by its exact name.", filter()),
        query("availableForHire", "Those who take work now, or don't.", flag()),
        query("validationTier", "Those who were checked so far.", tier()),
    ];
    /// Which events.
    Events = [
        query("status", "Those that stand so.", status()),
        query("eventType", "Those of this type, by Clerk's name for it.", filter()),
        query("clerkId", "Those about this Clerk user.", id("user_2abc")),
        query("userId", "Those that concern this user.", id("01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")),
        query("from", "Those received then or later.", time()),
        query("until", "Those received before then.", time()),
    ];
}

fn path(name: &str, about: &str, schema: ObjectBuilder) -> Parameter {
    parameter(name, about, ParameterIn::Path, Required::True, schema)
}

fn query(name: &str, about: &str, schema: ObjectBuilder) -> Parameter {
    parameter(name, about, ParameterIn::Query, Required::False, schema)
}

fn header(name: &str, about: &str, required: Required) -> Parameter {
    parameter(name, about, ParameterIn::Header, required, text().examples(["\"b7.u12.o\""]))
}

fn parameter(
    name: &str,
    about: &str,
    place: ParameterIn,
    required: Required,
    schema: ObjectBuilder,
) -> Parameter {
    let schema: Object = schema.build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(required)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

fn if_match(required: Required) -> Parameter {
    let about = "The `ETag` that you saw, or `*` to edit whatever is there. Only the profile's \
                 version in it counts: `\"b7\"` means a builder's version 7, `\"c7\"` a client's. \
                 Weak tags match nothing.";
    header("If-Match", about, required)
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn id(example: &str) -> ObjectBuilder {
    let text = text().min_length(Some(1)).max_length(Some(128));
    text.pattern(Some("^[!-~]+$")).examples([json!(example)])
}

fn slug() -> ObjectBuilder {
    let text = text().min_length(Some(SHORTEST_SLUG)).max_length(Some(LONGEST_SLUG));
    text.pattern(Some("^[a-z0-9-]+$")).examples([json!("ada")])
}

fn filter() -> ObjectBuilder {
    text().min_length(Some(1)).max_length(Some(LONGEST_FILTER))
}

fn flag() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::Boolean)
}

fn tier() -> ObjectBuilder {
    let tiers = [ValidationTier::Entry, ValidationTier::Established, ValidationTier::Expert];
    let number = ObjectBuilder::new().schema_type(Type::Integer);
    number.enum_values(Some(tiers.map(ValidationTier::number)))
}

fn limit() -> ObjectBuilder {
    let number = ObjectBuilder::new().schema_type(Type::Integer);
    let number = number.minimum(Some(1)).maximum(Some(LARGEST_LIST));
    number.default(Some(json!(USUAL_LIST)))
}

fn status() -> ObjectBuilder {
    text().enum_values(Some(EventStatus::ALL.map(EventStatus::name)))
}

fn time() -> ObjectBuilder {
    text().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
}
