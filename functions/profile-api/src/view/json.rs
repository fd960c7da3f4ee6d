//! JSON of any shape.

use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, ObjectBuilder, OneOfBuilder, SchemaType, Type,
};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Any JSON.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Json(pub(crate) Value);

impl ToSchema for Json {}

impl PartialSchema for Json {
    fn schema() -> RefOr<Schema> {
        let itself = || Ref::from_schema_name("Json");
        let plain = [Type::Null, Type::Boolean, Type::Number, Type::String];
        let plain = SchemaType::Array(plain.to_vec());
        let object = ObjectBuilder::new().schema_type(Type::Object);
        OneOfBuilder::new()
            .description(Some("Any JSON."))
            .item(ObjectBuilder::new().schema_type(plain))
            .item(ArrayBuilder::new().items(itself()))
            .item(object.additional_properties(Some(AdditionalProperties::RefOr(itself().into()))))
            .into()
    }
}
