package dev.vicino.cli;

import picocli.CommandLine.ExitCode;

/// Ends a command with one line for the user and an exit code.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// Something failed on the way: exit code 1.
    static CommandFailure onTheWay(String message) {
        return new CommandFailure(message, ExitCode.SOFTWARE);
    }

    /// What the command was given is wrong: exit code 2.
    static CommandFailure ofInput(String message) {
        return new CommandFailure(message, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
