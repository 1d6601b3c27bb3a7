package dev.vicino.cli;

import dev.vicino.Metric;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a metric from the command line.
final class MetricConverter implements ITypeConverter<Metric> {
    @Override
    public Metric convert(String text) {
        try {
            return Metric.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
