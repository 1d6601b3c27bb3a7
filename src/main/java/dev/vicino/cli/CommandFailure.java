package dev.vicino.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/// Ends a command with one line for the user and an exit code.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(String message, @Nullable Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// Something failed on the way: exit code 1.
    static CommandFailure onTheWay(String message) {
        return new CommandFailure(message, null, ExitCode.SOFTWARE);
    }

    /// What the command was given is wrong: exit code 2.
    static CommandFailure ofInput(String message) {
        return new CommandFailure(message, null, ExitCode.USAGE);
    }

    /// What the command was given is wrong, as something else found: exit code 2.
    static CommandFailure ofInput(RuntimeException found) {
        return new CommandFailure(String.valueOf(found.getMessage()), found, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
