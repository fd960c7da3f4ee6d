//! Ids as Clerk makes them: a prefix and 27 letters and digits.

/// A new id, such as `user_34S1BQXwBLR73YXb1VqY2uWfMI9`.
pub(crate) fn new(prefix: &str) -> String {
    let random = std::iter::repeat_with(fastrand::alphanumeric).take(26);
    format!("{prefix}_3{}", random.collect::<String>())
}
