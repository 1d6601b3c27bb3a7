package dev.vicino.exact;

/// Plain Java, four rows side by side.
final class ScalarRowKernels implements RowKernels {
    @Override
    public void squaredEuclidean(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        for (int row = 0; row < count; row += AT_ONCE) {
            int a = row * dimension;
            int b = a + dimension;
            int c = b + dimension;
            int d = c + dimension;
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int i = 0; i < dimension; i++) {
                float q = query[i];
                float d0 = q - rows[a + i];
                float d1 = q - rows[b + i];
                float d2 = q - rows[c + i];
                float d3 = q - rows[d + i];
                s0 += d0 * d0;
                s1 += d1 * d1;
                s2 += d2 * d2;
                s3 += d3 * d3;
            }
            put(sums, row, s0, s1, s2, s3);
        }
    }

    @Override
    public void manhattan(float[] query, float[] rows, int count, float[] sums) {
        int dimension = query.length;
        for (int row = 0; row < count; row += AT_ONCE) {
            int a = row * dimension;
            int b = a + dimension;
            int c = b + dimension;
            int d = c + dimension;
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            for (int i = 0; i < dimension; i++) {
                float q = query[i];
                s0 += Math.abs(q - rows[a + i]);
                s1 += Math.abs(q - rows[b + i]);
                s2 += Math.abs(q - rows[c + i]);
                s3 += Math.abs(q - rows[d + i]);
            }
            put(sums, row, s0, s1, s2, s3);
        }
    }

    @Override
    public void dotAndSquare(float[] query, float[] rows, int count, float[] dots, float[] squares) {
        int dimension = query.length;
        // Two sums for each row: two rows side by side keep four of them going.
        for (int row = 0; row < count; row += 2) {
            int a = row * dimension;
            int b = a + dimension;
            float dot0 = 0;
            float dot1 = 0;
            float square0 = 0;
            float square1 = 0;
            for (int i = 0; i < dimension; i++) {
                float q = query[i];
                float x0 = rows[a + i];
                float x1 = rows[b + i];
                dot0 += q * x0;
                dot1 += q * x1;
                square0 += x0 * x0;
                square1 += x1 * x1;
            }
            dots[row] = dot0;
            dots[row + 1] = dot1;
            squares[row] = square0;
            squares[row + 1] = square1;
        }
    }

    @Override
    public int mayPass(float limit, float perLength, float[] dots, float[] squares, int count, int[] numbers) {
        int found = 0;
        for (int row = 0; row < count; row++) {
            float least = -(dots[row] + (float) Math.sqrt(squares[row]) * perLength);
            if (!(least > limit && least < Float.POSITIVE_INFINITY)) {
                numbers[found++] = row;
            }
        }
        return found;
    }

    private static void put(float[] sums, int row, float s0, float s1, float s2, float s3) {
        sums[row] = s0;
        sums[row + 1] = s1;
        sums[row + 2] = s2;
        sums[row + 3] = s3;
    }
}
