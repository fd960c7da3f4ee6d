/** What a table's columns are called: first those of words, then those of numbers, which stand right. */
export function Columns({ words, numbers = [] }: { words: readonly string[]; numbers?: readonly string[] }) {
  return (
    <thead>
      <tr>
        {words.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
        {numbers.map((name) => (
          <th key={name} scope="col" className="number">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
