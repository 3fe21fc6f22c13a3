// Sums of the made-up records.

/** All counts are messages. */
export function counts(rows) {
  const sums = Object.fromEntries(
    'messages pass fail dkim_aligned spf_aligned both_aligned dkim_only spf_only none quarantine reject'
      .split(' ')
      .map((key) => [key, 0]),
  );
  for (const { count, dkim, spf, disposition } of rows) {
    const isDkim = dkim === 'pass';
    const isSpf = spf === 'pass';
    sums.messages += count;
    sums[isDkim || isSpf ? 'pass' : 'fail'] += count;
    if (isDkim) sums.dkim_aligned += count;
    if (isSpf) sums.spf_aligned += count;
    if (isDkim && isSpf) sums.both_aligned += count;
    if (isDkim && !isSpf) sums.dkim_only += count;
    if (!isDkim && isSpf) sums.spf_only += count;
    sums[disposition === 'quarantine' || disposition === 'reject' ? disposition : 'none'] += count;
  }
  return sums;
}

/** The rows by what `key` gives, in the order they come. */
export function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(row);
  }
  return groups;
}
