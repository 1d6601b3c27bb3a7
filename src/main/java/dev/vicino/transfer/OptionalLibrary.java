package dev.vicino.transfer;

/// A library that a format needs, and that an application may go without.
final class OptionalLibrary {
    private OptionalLibrary() {}

    /// @param type that the library has
    /// @param artifact that brings it
    /// @throws TransferException naming the artifact, if it is not on the class path
    static void require(String format, String type, String artifact) {
        try {
            Class.forName(type, false, OptionalLibrary.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new TransferException(
                    "the format " + format + " needs the library " + artifact + ", which is not on the class path",
                    absent);
        }
    }
}
