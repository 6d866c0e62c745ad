// One page for each body; the shell was cut from a page of the same site.
const fs = require("fs");
const [head, tail] = ["head", "tail"].map((name) => fs.readFileSync(`${name}.html`, "utf8"));

module.exports = class {
  data() {
    return {
      pagination: { data: "bodies", size: 1, alias: "one" },
      permalink: (data) => data.one.path,
    };
  }

  render({ one }) {
    return head.replace("{{ .Title }}", one.title) + fs.readFileSync(one.file, "utf8") + tail;
  }
};
