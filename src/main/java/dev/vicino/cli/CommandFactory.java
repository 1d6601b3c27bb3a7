package dev.vicino.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;

/// Makes the commands, handing each the terminal that it speaks to.
///
/// @param terminal of this run
record CommandFactory(Terminal terminal) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> wantsTerminal = Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Terminal.class}))
                .findFirst();
        if (wantsTerminal.isPresent()) {
            return type.cast(wantsTerminal.get().newInstance(terminal));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
