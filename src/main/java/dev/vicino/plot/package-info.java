/// Pictures: the latent scatter, strips and grids of digits, recall against speed, loss against epochs (PNG), and
/// digits in a terminal.
///
/// ## Why
/// - **Data first, no domain types**: every picture is made of arrays, strings and the small records beside it, so that
///   the package depends on neither engine nor model, and an application may draw its own data.
/// - **A picture is whole or absent**: it is written beside its target and renamed over it, so that a README or a page
///   never shows half a file.
/// - **Charts by XChart, cells by Java2D**: XChart knows axes, scales and legends; a strip of digits is placed pixel
///   for pixel, which no charting library does. Digits are enlarged by whole factors without smoothing: what is seen
///   is what the model sees.
/// - **Colours for all eyes**: the ten digit colours are Petroff's (2021, arXiv:2107.02270), chosen there for people
///   with and without colour-vision deficiency, and dealt so that digits which lie close in the latent space (4 and
///   9, 3 and 8, 3 and 5) get colours that lie far apart. Clusters are named in the plot as well, so that colour is
///   never the only key.
/// - **Fonts are probed, not assumed**: a slim container has none, and AWT answers that with an internal error; a
///   picture with text asks first and names the remedy.
@NullMarked
package dev.vicino.plot;

import org.jspecify.annotations.NullMarked;
