package dev.vicino.lucene;

import dev.vicino.VerifyReport.Finding;
import dev.vicino.VerifyReport.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a check of one collection finds, and how much of it is worth telling.
final class Findings {
    /// A damaged file can hit every item; after so many the rest is counted only.
    private static final int MOST = 100;

    private final CollectionFolder folder;
    private final List<Finding> findings = new ArrayList<>();
    private long untold;

    Findings(CollectionFolder folder) {
        this.folder = folder;
    }

    void damage(Path file, String message) {
        if (findings.size() < MOST) {
            findings.add(new Finding(Severity.DAMAGE, folder.name(), file, message));
        } else {
            untold++;
        }
    }

    void damage(String fileName, String message) {
        damage(folder.path().resolve(fileName), message);
    }

    /// Of something that no single file can be blamed for.
    void damage(String message) {
        damage(folder.path(), message);
    }

    void notice(String message) {
        findings.add(new Finding(Severity.NOTICE, folder.name(), folder.path(), message));
    }

    boolean tellOfDamage() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.DAMAGE);
    }

    List<Finding> all() {
        if (untold == 0) {
            return findings;
        }
        List<Finding> all = new ArrayList<>(findings);
        all.add(new Finding(Severity.DAMAGE, folder.name(), folder.path(), "and " + untold + " more"));
        return all;
    }
}
