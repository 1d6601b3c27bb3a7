/// Files that are written whole or not at all.
///
/// ## Why
/// A manifest, a model, a picture or a download that a crash cuts in half is worse than none. Every package that writes
/// one would need the same few lines, in the same order; so they stand here once.
@NullMarked
package dev.vicino.file;

import org.jspecify.annotations.NullMarked;
