//! The program's flags.

/// What the program says about itself.
pub(crate) const USAGE: &str = "\
usage: clerk-simulator [--port PORT] [--seed FILE] [--with-parent]

  --port PORT     listen on that port of 127.0.0.1; 0, the default, is a free one
  --seed FILE     what to start with, a JSON file as the README describes it
  --with-parent   end when standard input does, and so with whoever started this";

/// The flags, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags {
    pub(crate) port: u16,
    pub(crate) seed: Option<String>,
    pub(crate) with_parent: bool,
}

impl Flags {
    /// Reads the arguments; none when they ask for help.
    pub(crate) fn read(
        arguments: impl IntoIterator<Item = String>,
    ) -> Result<Option<Self>, String> {
        let mut flags = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut value =
                || arguments.next().ok_or(format!("{argument} needs a value\n\n{USAGE}"));
            match argument.as_str() {
                "--port" => {
                    let port = value()?;
                    let wrong = |_| format!("--port must be a number from 0 to 65535, not {port}");
                    flags.port = port.parse().map_err(wrong)?;
                }
                "--seed" => flags.seed = Some(value()?),
                "--with-parent" => flags.with_parent = true,
                "--help" | "-h" => return Ok(None),
                other => return Err(format!("{other} is no flag\n\n{USAGE}")),
            }
        }
        Ok(Some(flags))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &str) -> Result<Option<Flags>, String> {
        Flags::read(arguments.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn every_flag_is_read() {
        let expected = Flags { port: 4000, seed: Some("seed.json".to_owned()), with_parent: true };
        assert_eq!(read("--seed seed.json --port 4000 --with-parent"), Ok(Some(expected)));
        assert_eq!(read(""), Ok(Some(Flags::default())));
        assert_eq!(read("--help"), Ok(None));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(read("--port").unwrap_err().contains("needs a value"));
        assert!(read("--port 70000").unwrap_err().contains("65535"));
        assert!(read("--prot 1").unwrap_err().contains("--prot is no flag"));
    }
}
