//! The functions' processes, found in `/proc`: what kills them runs on Linux only.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::stack::Stack;
use super::wait::SOON;

impl Stack {
    /// The processes in which a function of this stack runs now.
    pub(crate) fn processes(&self, function: &str) -> Vec<u32> {
        let marks = [
            format!("AWS_ENDPOINT_URL={}", self.description.aws_endpoint),
            format!("AWS_LAMBDA_FUNCTION_NAME={}", self.function(function)),
        ];
        let processes = fs::read_dir("/proc").expect("the processes are in /proc, as on Linux");
        let ids = processes.filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok());
        ids.filter(|id| is_marked(*id, &marks)).collect()
    }
}

/// Ends processes at once, in the middle of whatever they do, and waits until they are dead: to
/// one that is still dying, a request would be given.
pub(crate) fn kill(ids: &[u32]) {
    let words: Vec<_> = ids.iter().map(u32::to_string).collect();
    // One of them may have ended by itself, so the status says nothing.
    let command = format!("kill -KILL {} 2>/dev/null", words.join(" "));
    Command::new("sh").args(["-c", &command]).status().expect("there is a shell");
    let end = Instant::now() + SOON;
    while ids.iter().any(|it| is_alive(*it)) {
        assert!(Instant::now() < end, "they do not die: {ids:?}");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Whether a process is there, and no zombie.
fn is_alive(id: u32) -> bool {
    // The name before the state is in brackets, and may hold anything.
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, it)| !it.starts_with(['Z', 'X']))
}

/// How long a process has been on a processor, in nanoseconds.
pub(crate) fn time_worked(id: u32) -> u64 {
    let times = fs::read_to_string(format!("/proc/{id}/schedstat")).unwrap_or_default();
    times.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// Whether all of `marks` are in the environment that the process was started with.
fn is_marked(id: u32, marks: &[String]) -> bool {
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    let has = |mark: &String| environment.split(|it| *it == 0).any(|it| it == mark.as_bytes());
    marks.iter().all(has)
}
