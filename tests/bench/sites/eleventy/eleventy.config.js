// Finished bodies, each put into the shell of a page: the least that Eleventy can be asked to do for these pages.
module.exports = (config) => {
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);
  return { dir: { input: "pages", data: "../_data", output: "out" } };
};
