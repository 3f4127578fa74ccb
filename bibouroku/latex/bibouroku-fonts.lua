-- Characters of a book that its Japanese font lacks, as LuaTeX-ja's AltFont wants them.
--
-- LuaTeX-ja crashes on luaotfload's own fallback for Japanese fonts, and it loads two
-- alternative fonts in random order, so that the PDF would differ from run to run:
-- hence one alternative font, for exactly the characters that need it.

local fonts_of_book = {}

-- Return whether LuaTeX-ja may set the character from a Japanese font.
local function is_cjk(code)
  return (code >= 0x1100 and code <= 0x11FF) or (code >= 0x2E80 and code <= 0xD7FF)
    or (code >= 0xF900 and code <= 0xFAFF) or (code >= 0x20000 and code <= 0x3FFFF)
end

-- Return the characters in the source of the book that the font does not have, in order.
local function missing(source, font)
  local held = font.getfont(font.id("BibourokuProbe")).characters
  local found, seen = {}, {}
  for code in utf8.codes and string.utfvalues(source) do
    if is_cjk(code) and not held[code] and not seen[code] then
      seen[code] = true
      found[#found + 1] = code
    end
  end
  table.sort(found)
  return found
end

-- Print the AltFont option of \setmainjfont and its kind, or nothing.
function fonts_of_book.print_alternative(jobname, name)
  local file = io.open(jobname .. ".tex", "rb")
  if not file then return end
  local codes = missing(file:read("*a"), font)
  file:close()
  if #codes == 0 then return end
  for position, code in ipairs(codes) do codes[position] = string.format('"%X', code) end
  local shapes = {}
  for _, shape in ipairs({ "Font", "BoldFont", "ItalicFont", "BoldItalicFont" }) do
    shapes[#shapes + 1] = shape .. "=" .. name
  end
  tex.sprint(string.format("AltFont={{Range={%s},%s}}", table.concat(codes, ","), table.concat(shapes, ",")))
end

return fonts_of_book
