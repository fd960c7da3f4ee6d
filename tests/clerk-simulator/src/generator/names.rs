//! What generated people are called.

/// Where their addresses are; reserved, so that no mail can ever arrive.
pub(super) const DOMAIN: &str = "people.example";

pub(super) const FIRST: [&str; 40] = [
    "Ada", "Amara", "Anders", "Aiko", "Bruno", "Chen", "Chloé", "Dara", "Diego", "Elif", "Emeka",
    "Esther", "Farah", "Finn", "Grace", "Hanna", "Ibrahim", "Ines", "Jonas", "José", "Kaya",
    "Leila", "Liam", "Maya", "Mei", "Nadia", "Noah", "Olga", "Omar", "Priya", "Rafael", "Ruth",
    "Sana", "Sofia", "Tariq", "Uma", "Viktor", "Wanjiru", "Yara", "Zoë",
];

pub(super) const LAST: [&str; 40] = [
    "Adeyemi", "Alvarez", "Bauer", "Berg", "Castro", "Costa", "Das", "Dubois", "Eriksen",
    "Fischer", "Garcia", "Haddad", "Hansen", "Ito", "Jansen", "Kamau", "Khan", "Kim", "Kowalski",
    "Larsen", "Li", "Lopez", "Mbeki", "Mehta", "Moreau", "Müller", "Nguyen", "Novak", "O'Brien",
    "Okafor", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Smit", "Tanaka", "Weber",
    "Zhang",
];

pub(super) const fn pick(names: &[&'static str; 40], draw: u64) -> &'static str {
    names[(draw % 40) as usize]
}
