package dev.vicino;

/// How a collection keeps its vectors.
public enum Encoding {
    /// IEEE 754 single precision, four bytes a dimension: what was put in comes out bit for bit.
    FLOAT32
}
