/// Here is the whole project; tell me whether it keeps the rules of ARCHITECTURE.md.
///
/// They are tested in this module because it alone sees all the others. [HouseTest] holds what
/// bytecode shows, [ModuleArrowsTest] what the module descriptors say, [SourceFilesTest] the
/// lengths of files and methods. [HouseRulesCanFailTest] breaks each rule on purpose.
package dev.lanes.jmh.house;
