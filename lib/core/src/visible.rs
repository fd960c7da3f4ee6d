//! What can be seen of a text.

/// Whether a character is one that nobody sees and that changes what others see: a control
/// character, an end of a line, a blank that is no space, or one that turns the direction of
/// what follows, so that a name reads as another. What joins emoji and letters is none of them.
pub(crate) fn is_control(it: char) -> bool {
    it.is_control()
        || matches!(it,
            '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}'
            | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether there is nothing to see in a text: only blanks, what joins others, braille without a
/// dot, and characters that nobody sees.
pub(crate) fn is_blank(text: &str) -> bool {
    let joins = |it| matches!(it, '\u{200c}' | '\u{200d}' | '\u{2800}');
    text.chars().all(|it| it.is_whitespace() || joins(it) || is_control(it))
}
