/// The command line, one file per command: the composition root, where engine, autoencoder, dataset and pictures meet.
///
/// ## Why
/// - **Standard output carries the answer, standard error the progress**: so `--json` can be piped, whatever else is
///   shown.
/// - **A command names what it wants, not how it looks**: [Terminal] alone knows of colours, bars and terminals.
/// - **Exit codes**: 0 fine, 1 something failed on the way, 2 the call or what it was given is wrong.
@NullMarked
package dev.vicino.cli;

import org.jspecify.annotations.NullMarked;
