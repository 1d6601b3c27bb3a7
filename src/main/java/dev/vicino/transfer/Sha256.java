package dev.vicino.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The checksum that every JDK has.
final class Sha256 {
    private Sha256() {}

    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
