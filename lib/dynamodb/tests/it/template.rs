//! The tables here are those of the template.

use crate::support::{KeyAttribute, Projected, TABLES, Table};

const TEMPLATE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../infra/template.yaml"));

/// The lines of the template that define a table, without their indentation.
fn definition(table: &Table) -> Vec<&'static str> {
    let head = format!("  {}Table:", table.name);
    let lines = TEMPLATE.lines().skip_while(|line| *line != head).skip(1);
    lines.take_while(|line| line.is_empty() || line.starts_with("    ")).map(str::trim).collect()
}

/// What stands between two markers, of each line that has them.
fn between(lines: &[&'static str], start: &str, end: &str) -> Vec<&'static str> {
    let part = |line: &&'static str| Some(line.split_once(start)?.1.split_once(end)?.0);
    lines.iter().filter_map(part).collect()
}

fn all_keys(table: &Table) -> Vec<KeyAttribute> {
    let of_indexes = table.indexes.iter().flatten().flat_map(|it| it.keys);
    table.keys.into_iter().chain(of_indexes).collect()
}

#[test]
fn the_template_has_the_same_keys() {
    for table in &TABLES {
        let lines = definition(table);
        assert!(!lines.is_empty(), "the template has no {}Table", table.name);

        let keys = between(&lines, "- { AttributeName: ", ", KeyType:");
        let expected: Vec<_> = all_keys(table).into_iter().map(|(name, _)| name).collect();
        assert_eq!(keys, expected, "{}", table.name);
        for (name, kind) in all_keys(table) {
            let attribute = format!("- {{ AttributeName: {name}, AttributeType: {kind} }}");
            assert!(lines.contains(&attribute.as_str()), "{}: {attribute}", table.name);
        }
    }
}

#[test]
fn the_template_has_the_same_indexes() {
    for table in &TABLES {
        let lines = definition(table);
        let found: Vec<_> =
            lines.iter().filter_map(|it| it.strip_prefix("- IndexName: ")).collect();
        let expected: Vec<_> = table.indexes.iter().flatten().map(|it| it.name).collect();
        assert_eq!(found, expected, "{}", table.name);

        for (index, start) in table.indexes.iter().flatten().zip(index_starts(&lines)) {
            let rest = lines[start + 1..].iter();
            let rest: Vec<_> = rest.take_while(|it| !it.starts_with("- IndexName")).collect();
            let has = |text: &str| rest.iter().any(|it| it.contains(text));
            match index.projection {
                Projected::All => assert!(has("ProjectionType: ALL"), "{}", index.name),
                Projected::Keys => assert!(has("ProjectionType: KEYS_ONLY"), "{}", index.name),
                Projected::Listed(names) => {
                    assert_eq!(projected(&rest), names, "{}", index.name);
                }
            }
        }
    }
}

#[test]
fn the_template_expires_events_by_the_attribute_written_here() {
    let lines = definition(&TABLES[1]);

    let ttl = "TimeToLiveSpecification: { AttributeName: expiresAt, Enabled: true }";
    assert!(lines.contains(&ttl));
}

/// The attributes that an index holds beside its keys: listed on one line, or each on its own.
fn projected<'a>(lines: &[&&'a str]) -> Vec<&'a str> {
    let list = |it: &&&'a str| Some(it.split_once("NonKeyAttributes: [")?.1.split_once(']')?.0);
    if let Some(list) = lines.iter().find_map(list) {
        return list.split(", ").collect();
    }
    lines.iter().filter_map(|it| it.strip_prefix("- ")).filter(|it| !it.starts_with('{')).collect()
}

fn index_starts(lines: &[&str]) -> Vec<usize> {
    let starts = lines.iter().enumerate().filter(|(_, it)| it.starts_with("- IndexName"));
    starts.map(|(at, _)| at).collect()
}
