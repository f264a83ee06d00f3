namespace DmabufVerify.Cli.Report;

/// <summary>How the page looks. Every colour is one of a few names, so that a test can measure contrast.</summary>
internal static class PageStyle
{
    /// <summary>Without less-than signs and ampersands, which HTML and XML read differently here.</summary>
    public const string Css = """
        :root { color-scheme: light dark;
          --page: #ffffff; --panel: #f3f5f7; --line: #c3cad1; --text: #1c2024; --dim: #525c66; --link: #1b5aa3; --good: #1c6630; --bad: #b01c1c; --open: #765000; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #14181c; --panel: #1e242a; --line: #434d57; --text: #e6e9ec; --dim: #a3aeb8; --link: #8dbcf4; --good: #83d394; --bad: #ff9b92; --open: #e6bb62; } }
        * { box-sizing: border-box; }
        html { background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 76rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; margin: 1rem 0 0.25rem; }
        h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.1rem; }
        h4 { font-size: 1rem; margin: 1rem 0 0.25rem; }
        a { color: var(--link); }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 0.5rem; background: var(--page); padding: 0.25rem 0.5rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; list-style: none; margin: 0; padding: 0; }
        .meaning { font-size: 1.1rem; }
        dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
        dt { color: var(--dim); }
        dd { margin: 0; min-width: 0; }
        .scroll { overflow-x: auto; max-width: 100%; margin: 0.5rem 0; }
        .scroll svg { min-width: 34rem; }
        table { border-collapse: collapse; font-size: 0.9rem; overflow-wrap: normal; }
        caption { text-align: left; color: var(--dim); padding: 0.25rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
        thead th { background: var(--panel); white-space: nowrap; }
        tbody th { font-weight: 600; }
        #laws tbody th, #questions tbody th, #histories tbody th { min-width: 12rem; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .equation, .note { display: block; font-weight: normal; color: var(--dim); font-size: 0.85rem; }
        .verdict { font-weight: 600; white-space: nowrap; }
        .good { color: var(--good); }
        .bad, .odd { color: var(--bad); }
        .open { color: var(--open); }
        .odd { font-weight: 600; }
        code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.85rem; }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; margin: 0; padding: 0.6rem; width: max-content; min-width: 100%; max-width: none; }
        .label { margin: 0.75rem 0 0.25rem; }
        details { border: 1px solid var(--line); border-radius: 4px; padding: 0 0.75rem; margin: 0.5rem 0; }
        details[open] { padding-bottom: 0.75rem; }
        summary { cursor: pointer; padding: 0.5rem 0; font-weight: 600; }
        .filter { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: baseline; margin-top: 0.75rem; }
        .filter input, .filter select { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--dim); border-radius: 4px; padding: 0.15rem 0.4rem; max-width: 100%; }
        .filter output { color: var(--dim); }
        [hidden] { display: none; }
        .stepper { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: baseline; margin-top: 0.75rem; }
        .stepper button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--dim); border-radius: 4px; padding: 0.1rem 0.6rem; cursor: pointer; }
        .stepper output { color: var(--dim); }
        .trace-line { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.85rem; white-space: pre-wrap; min-width: 15rem; }
        tr.differs th { color: var(--bad); }
        tr[aria-current] th { box-shadow: inset 3px 0 var(--link); }
        mark { background: none; color: var(--bad); font-weight: 600; }
        .core-graph { width: 100%; height: auto; max-width: 760px; display: block; font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
        .core-graph text { fill: var(--text); text-anchor: middle; }
        .core-graph rect { fill: var(--panel); stroke: var(--dim); }
        .core-graph .core-meeting { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 4 3; }
        .core-graph .core-edge { stroke: var(--bad); stroke-width: 1.5; }
        @media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.4rem; } body { padding: 0 0.6rem 2rem; } }
        @media print {
          :root { --page: #ffffff; --panel: #ffffff; --line: #999999; --text: #000000; --dim: #444444; --link: #000000; --good: #000000; --bad: #000000; --open: #000000; }
          nav, .skip, .filter, .stepper { display: none; }
          tr[hidden] { display: table-row; }
          html { font-size: 11px; }
          body { max-width: none; padding: 0; }
          .scroll { overflow: visible; }
          .scroll svg { min-width: 0; }
          pre { white-space: pre-wrap; width: auto; }
          tr, svg { break-inside: avoid; }
          h2, h3, h4, summary, caption { break-after: avoid; }
          thead { display: table-header-group; }
        }
        """;
}
